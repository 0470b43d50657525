import Canvas
import Commerce

extension MonitorState {
  mutating func find(_ action: Action) -> [Effect] {
    switch action {
    case .search:
      search = nil
      overlay = .input(InputState(purpose: .search))
    case .nextHit: goToHit(by: 1)
    case .previousHit: goToHit(by: -1)
    case .nextProblem: goToProblem(by: 1)
    case .previousProblem: goToProblem(by: -1)
    default: break
    }
    return []
  }

  /// Searches for what is typed so far.
  mutating func searchFor(_ text: String) -> [Effect] {
    guard !text.isEmpty else {
      search = nil
      return []
    }
    var new = SearchState(
      text: text, item: pages.isEmpty ? focus : nil, requestID: nextRequest())
    defer { search = new }
    if let list = listPage {
      let request = request(for: list, id: new.requestID)
      return [.search(SearchRequest(id: new.requestID, text: text, scope: .records(request)))]
    }
    if pages.isEmpty, case .panel(let id) = focus, let panel = panel(id), panel.kind == .top {
      var query = query(panel)
      query.top = nil
      return [.search(SearchRequest(id: new.requestID, text: text, scope: .groups(query)))]
    }
    new.result = searchHere(text, id: new.requestID)
    return []
  }

  /// Searches what the screen holds whole.
  private func searchHere(_ text: String, id: Int) -> SearchResult {
    let needle = text.lowercased()
    let found = searchTexts.enumerated().filter { $0.element.lowercased().contains(needle) }
    let indices = found.prefix(1000).map(\.offset)
    return SearchResult(id: id, hits: found.count, keys: indices.map(String.init), indices: indices)
  }

  /// The rows of the page or item as text, for searches that need no engine.
  private var searchTexts: [String] {
    switch pages.last {
    case .record, .feed:
      return linePage?.lines.map { "\($0.label) \($0.text) \($0.note)" } ?? []
    case .raw(let page): return rawLines(of: page, columns: size.columns).map(\.text)
    case .records: return []
    case nil: break
    }
    switch focus {
    case .panel(let id): return panel(id).map { rows(of: $0).map(\.label) } ?? []
    case .alerts: return raisedAlerts.map { alertText($0) }
    case .findings:
      return shown.findings.map { "\($0.rule.id) \($0.rule.severity.name) \($0.rule.summary)" }
    case .feeds: return shown.feeds.map(\.status.name)
    case .rejects: return shownRejects.map { "\($0.finding) \($0.raw)" }
    case .tail: return tailLines.map { tailText($0) }
    case .figures: return []
    }
  }

  /// Goes to the first hit, when the text is complete.
  mutating func confirmSearch() {
    search?.isConfirmed = true
    search?.current = -1
    goToHit(by: 1)
  }

  private mutating func goToHit(by step: Int) {
    guard var search else { return say(Words.noSearch) }
    guard let result = search.result else { return say(Words.searching) }
    guard !result.keys.isEmpty else { return say("\(Words.noMatch[language]): \(search.text)") }
    let count = result.keys.count
    search.isConfirmed = true
    search.current = ((search.current + step) % count + count) % count
    self.search = search
    say(
      "\(search.current + 1) \(Words.of[language]) \(formatter.count(result.hits)) "
        + Words.hits[language])
    select(hit: search.current, of: result)
  }

  private mutating func select(hit: Int, of result: SearchResult) {
    let key = result.keys[hit]
    let index = result.indices.indices.contains(hit) ? result.indices[hit] : 0
    switch pages.last {
    case .records(var list):
      list.selected = index
      list.selectedKey = key
      list.scroll = TextPage.firstLine(
        showing: index, first: list.scroll, rows: max(1, layout.body.rows - 2))
      pages[pages.count - 1] = .records(list)
    case .record, .feed:
      var page = linePage
      page?.select(index, towards: 1, rows: layout.body.rows - 1)
      linePage = page
    case .raw(var page):
      page.scroll = index
      pages[pages.count - 1] = .raw(page)
    case nil: selectInFocus(key: key, index: index)
    }
  }

  private mutating func selectInFocus(key: String, index: Int) {
    let focus = focus
    if focus == .tail {
      let lines = tailLines
      if lines.indices.contains(index) { selectTail(lines[index].sequence) }
      return
    }
    let keys = keys(of: focus)
    var list = screenState.panelStates[focus.id] ?? ListState()
    let place = keys.firstIndex(of: key) ?? index
    guard keys.indices.contains(place) else { return }
    list.key = keys[place]
    list.index = place
    list.scroll = TextPage.firstLine(
      showing: place, first: list.scroll, rows: max(1, listRows(of: focus)))
    screenState.panelStates[focus.id] = list
  }

  /// The next rejected row in the tail; elsewhere the next alert.
  private mutating func goToProblem(by step: Int) {
    if pages.isEmpty, focus == .tail {
      let lines = tailLines
      let current = lines.firstIndex { $0.sequence == selectedTailLine?.sequence } ?? lines.count
      let rejects = lines.indices.filter {
        if case .reject = lines[$0].content { true } else { false }
      }
      let next = step > 0 ? rejects.first { $0 > current } : rejects.last { $0 < current }
      guard let next else { return say(Words.noProblems) }
      return selectTail(lines[next].sequence)
    }
    guard !raisedAlerts.isEmpty else { return say(Words.noProblems) }
    let wasThere = screen == .alerts && focus == .alerts && pages.isEmpty
    if screen != .overview || !pages.isEmpty { show(.alerts) }
    setFocus(.alerts)
    if wasThere { _ = move(step > 0 ? .down : .up) }
  }
}
