import Canvas
import Commerce

extension Painter {
  /// What is said, else the state of all feeds.
  mutating func drawStatus() {
    guard layout.status.rows > 0 else { return }
    if let status = state.status {
      frame.put(status, in: layout.status, column: 1, style: Style(.yellow, bold: true))
      return
    }
    if let detail = selectedDetail {
      frame.put(detail, in: layout.status, column: 1)
      return
    }
    var text = feedSummary
    var rest = statusParts
    while let part = rest.first, CellWidth.cells(text + "   " + part) < layout.status.columns {
      text += "   " + part
      rest.removeFirst()
    }
    frame.put(text, in: layout.status, column: 1, style: .faint)
  }

  /// The whole text of a selected row whose column is often too narrow for it; `nil` for none.
  private var selectedDetail: String? {
    guard state.pages.isEmpty, state.screen == .feeds || state.screen == .alerts,
      let index = state.selectedIndex(of: state.focus)
    else { return nil }
    switch state.focus {
    case .feeds:
      let status = state.shown.feeds[index].status
      let notice = feedNotice(status)
      return notice.isEmpty ? nil : "\(status.name): \(notice)"
    case .rejects: return state.shownRejects[index].finding.description
    case .alerts: return state.alertText(state.raisedAlerts[index])
    case .findings: return state.shown.findings[index].rule.summary
    case .figures, .panel, .tail: return nil
    }
  }

  private var feedSummary: String {
    let feeds = state.snapshot.feeds
    let good = feeds.filter { !$0.status.state.isWithoutSource }.count
    let word = good == feeds.count ? Words.ok[language] : troubledFeed ?? ""
    return "\(Words.feeds[language]) \(good)/\(feeds.count) \(word)"
      .truncated(toCells: max(0, layout.status.columns - 2), glyphs: frame.glyphs)
  }

  /// The first feed that cannot be read, its state and why: `orders.csv waiting: no such file`.
  private var troubledFeed: String? {
    guard let reading = state.snapshot.feeds.first(where: \.status.state.isWithoutSource)
    else { return nil }
    let reason = FeedWords.reason(of: reading.status.state)
    let word = state.feedCondition(of: reading).word[language]
    let text = "\(state.shortName(ofFeed: reading.status.name)) \(word)"
    return reason.isEmpty ? text : "\(text): \(reason)"
  }

  private var statusParts: [String] {
    let snapshot = state.snapshot
    let rejected = snapshot.feeds.reduce(0) { $0 + $1.status.rejected }
    var parts = [
      "\(formatter.count(snapshot.flow.read)) \(Words.records[language])",
      "\(formatter.count(rejected)) \(Words.rejects[language])",
      "\(Words.lag[language]) \(formatter.count(snapshot.flow.lagRecords))",
    ]
    if state.isExporting { parts.insert(Words.writing[language], at: 0) }
    if let order { parts.append(order) }
    if let memory = snapshot.flow.memoryBytes {
      // Whole tens of megabytes: a figure that always moves would repaint an idle screen.
      parts.append("\(Words.memory[language]) \(memory / 10_000_000 * 10)M")
    }
    parts.append("\(Words.glyph[language]) \(state.glyphs)")
    return parts
  }

  /// `by sales`, or `newest first` where a list of records is not sorted.
  private var order: String? {
    let titles = state.sortTitles
    let index = state.sortColumnIndex
    guard titles.indices.contains(index), titles.count > 1 else { return nil }
    let isUnsorted = state.listPage != nil && index == 0
    return isUnsorted ? titles[index] : "\(Words.orderedBy[language]) \(titles[index])"
  }

  /// The keys of the place with the focus.
  mutating func drawHints() {
    if case .input? = state.overlay { return }
    let line = layout.hints
    var column = 1
    for binding in KeyMap.hints(in: state.context).prefix(line.columns >= 120 ? 12 : 8) {
      let key = binding.keys.first?.name ?? ""
      let hint = binding.hint[language]
      let cells = CellWidth.cells(key) + 1 + CellWidth.cells(hint)
      guard column + cells <= line.columns else { continue }
      frame.put(key, in: line, column: column, style: .bold)
      frame.put(hint, in: line, column: column + CellWidth.cells(key) + 1, style: .faint)
      column += cells + 2
    }
  }
}
