import Canvas
import Commerce

/// How many rows one request of a list asks for.
let listChunk = 300

extension MonitorState {
  /// The request that gives what a list shows now; `nil` where that was asked for already.
  mutating func newRequest(for list: RecordListPage) -> RecordRequest? {
    var request = request(for: list, id: 0)
    var asked = list.requested
    asked?.id = 0
    guard asked != request || list.isStale else { return nil }
    request.id = nextRequest()
    var list = list
    list.requested = request
    list.isStale = false
    list.isWaiting = true
    list.failure = nil
    pages[pages.count - 1] = .records(list)
    return request
  }

  /// The rows around the selected one, with the filters and the window of the page.
  func request(for list: RecordListPage, id: Int) -> RecordRequest {
    let part = PanelPart(recordClass: list.recordClass, measures: [], window: list.window)
    let scope = pageScope
    let window = scope.window(of: part)
    return RecordRequest(
      id: id, recordClass: list.recordClass, filter: scope.filter(of: part),
      window: windowShift == 0 ? window.name : nil, rule: list.rule,
      fields: ListColumns.fields(of: list.recordClass), sort: list.sort,
      offset: max(0, list.selected / 100 * 100 - 100), limit: listChunk)
  }

  mutating func moveInList(_ action: Action) -> [Effect] {
    guard var list = listPage else { return [] }
    let total = list.page?.total ?? 0
    guard total > 0 else { return [] }
    let rows = max(1, layout.body.rows - 2)
    let wanted = list.selected + step(action, page: rows, count: total, at: list.selected)
    list.selected = min(max(0, wanted), total - 1)
    // At the top the list follows what comes; anywhere else it is held by the row's key.
    list.selectedKey = list.selected == 0 ? nil : list.selectedRow?.reference.key
    list.scroll = TextPage.firstLine(showing: list.selected, first: list.scroll, rows: rows)
    pages[pages.count - 1] = .records(list)
    return []
  }

  /// Takes the rows of a list; a late answer to an older request is dropped.
  mutating func take(_ page: RecordPage) {
    for index in pages.indices {
      guard case .records(var list) = pages[index], list.requested?.id == page.id else { continue }
      list.page = page
      list.isWaiting = false
      list.place(in: page)
      pages[index] = .records(list)
    }
  }
}

extension RecordListPage {
  /// The selected row, where it has come.
  package var selectedRow: RecordRow? {
    guard let page, page.rows.indices.contains(selected - page.offset) else { return nil }
    return page.rows[selected - page.offset]
  }

  /// Finds the selected record again by its key; the rows on the screen move with it.
  mutating func place(in page: RecordPage) {
    if let selectedKey, let found = page.rows.firstIndex(where: { $0.reference.key == selectedKey })
    {
      scroll = max(0, scroll + page.offset + found - selected)
      selected = page.offset + found
      return
    }
    selected = min(max(0, selected), max(0, page.total - 1))
    if selected > 0, selectedKey == nil { selectedKey = selectedRow?.reference.key }
  }
}
