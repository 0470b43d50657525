import Canvas
import Commerce

extension MonitorState {
  /// Moves the selection, or what is shown, in the innermost page or the focused item.
  mutating func move(_ action: Action) -> [Effect] {
    lastMove = now
    switch pages.last {
    case .records: return moveInList(action)
    case .record, .feed:
      guard var page = linePage else { break }
      let step = step(
        action, page: layout.body.rows - 1, count: page.lines.count, at: page.selected)
      page.select(page.selected + step, towards: step, rows: layout.body.rows - 1)
      linePage = page
    case .raw(var raw):
      let step = step(action, page: layout.body.rows - 1, count: Int.max / 2, at: raw.scroll)
      let lines = rawLines(of: raw, columns: size.columns).count
      raw.scroll = TextPage.firstLine(
        nearest: raw.scroll + step, lines: lines, rows: layout.body.rows - 1)
      pages[pages.count - 1] = .raw(raw)
    case nil: moveInFocus(action)
    }
    return []
  }

  private mutating func moveInFocus(_ action: Action) {
    let focus = focus
    if focus == .tail { return moveInTail(action) }
    if case .panel(let id) = focus, panel(id)?.kind == .trend { return }
    let sideways: [Action: Action] =
      focus == .figures ? [.left: .up, .right: .down] : [:]
    let action = sideways[action] ?? action
    let keys = keys(of: focus)
    guard !keys.isEmpty else { return }
    var list = screenState.panelStates[focus.id] ?? ListState()
    let current = list.selected(in: keys)
    let rows = max(1, listRows(of: focus))
    let wanted = current + step(action, page: rows, count: keys.count, at: current)
    list.index = min(max(0, wanted), keys.count - 1)
    list.key = keys[list.index]
    list.scroll = TextPage.firstLine(showing: list.index, first: list.scroll, rows: rows)
    screenState.panelStates[focus.id] = list
  }

  /// How far an action moves.
  func step(_ action: Action, page: Int, count: Int, at index: Int) -> Int {
    let page = max(1, page)
    return switch action {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .halfPageUp: -max(1, page / 2)
    case .halfPageDown: max(1, page / 2)
    case .first: -index
    case .last: count - 1 - index
    default: 0
    }
  }

  /// The keys of the rows of an item, in the order in which they are shown.
  func keys(of item: Item) -> [String] {
    switch item {
    case .figures: (0..<figureCount).map { "\($0)" }
    case .panel(let id): panel(id).map { rows(of: $0).map(\.key) } ?? []
    case .alerts: raisedAlerts.map(\.id)
    case .findings: shown.findings.map(\.rule.id)
    case .feeds: shown.feeds.map(\.status.name)
    case .rejects: shownRejects.map(\.key)
    case .tail: []
    }
  }

  /// How many rows of an item's list find room.
  func listRows(of item: Item) -> Int {
    let rows = layout.contentRows(of: item)
    return showsTitles(item, rows: rows) ? rows - 1 : rows
  }

  /// Whether a list of so many rows begins with the titles of its columns.
  func showsTitles(_ item: Item, rows: Int) -> Bool {
    switch item {
    case .panel(let id): panel(id)?.kind == .top && rows >= 7
    case .findings, .rejects: rows >= 4
    case .feeds: rows >= 2
    case .figures, .alerts, .tail: false
    }
  }

  /// The selected row of an item; `nil` where it has no rows.
  func selectedIndex(of item: Item) -> Int? {
    let keys = keys(of: item)
    return keys.isEmpty ? nil : (screenState.panelStates[item.id] ?? ListState()).selected(in: keys)
  }

  /// The innermost page as a list; `nil` where it is none.
  var listPage: RecordListPage? {
    if case .records(let list)? = pages.last { list } else { nil }
  }
}

extension ListState {
  /// The place of the selected row: that of its key, else the former place.
  func selected(in keys: [String]) -> Int {
    if let key, let found = keys.firstIndex(of: key) { return found }
    return min(max(0, index), max(0, keys.count - 1))
  }
}
