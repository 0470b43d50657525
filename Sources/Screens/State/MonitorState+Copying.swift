import Canvas
import Commerce

extension MonitorState {
  /// The selected row as text with tabs between its values, or all marked rows; `nil` for none.
  var copyText: String? {
    let rows = copyRows
    let marked = rows.filter { marks.contains($0.key) }
    if !marked.isEmpty { return marked.map(\.text).joined(separator: "\n") }
    switch pages.last {
    case .record, .feed:
      guard let page = linePage, page.lines.indices.contains(page.selected) else { return nil }
      return page.lines[page.selected].text
    case .raw(let page): return page.text?.text
    case .records(let list): return list.selectedRow.map { text(of: $0) }
    case nil: break
    }
    if focus == .tail { return selectedTailLine.map { tailText($0) } }
    guard let index = selectedIndex(of: focus), rows.indices.contains(index) else { return nil }
    return rows[index].text
  }

  /// The rows of the list with the focus, as far as they are here.
  private var copyRows: [(key: String, text: String)] {
    if let list = listPage {
      return list.page?.rows.map { ($0.reference.key, text(of: $0)) } ?? []
    }
    guard pages.isEmpty else { return [] }
    switch focus {
    case .panel(let id):
      return panel(id).map { rows(of: $0).map { ($0.key, text(of: $0)) } } ?? []
    case .alerts: return raisedAlerts.map { ($0.id, alertText($0)) }
    case .findings: return shown.findings.map { ($0.rule.id, "\($0.rule.id)\t\($0.count)") }
    case .feeds: return shown.feeds.map { ($0.status.name, $0.status.name) }
    case .rejects: return shownRejects.map { ($0.key, $0.raw) }
    case .figures: return figuresPanel.map { rows(of: $0).map { ($0.key, text(of: $0)) } } ?? []
    case .tail: return []
    }
  }

  private func text(of row: RecordRow) -> String {
    row.values.map(\.description).joined(separator: "\t")
  }

  private func text(of row: PanelRow) -> String {
    ([row.label] + row.values.map(\.description)).joined(separator: "\t")
  }

  /// Marks the selected row, or takes its mark away, and goes to the next.
  mutating func toggleMark() {
    let key: String?
    if let list = listPage {
      key = list.selectedRow?.reference.key
    } else {
      let rows = copyRows
      key = selectedIndex(of: focus).flatMap { rows.indices.contains($0) ? rows[$0].key : nil }
    }
    guard let key else { return say(Words.nothingToCopy) }
    if marks.remove(key) == nil { marks.insert(key) }
    say("\(formatter.count(marks.count)) \(Words.marked[language])")
    _ = move(.down)
  }
}
