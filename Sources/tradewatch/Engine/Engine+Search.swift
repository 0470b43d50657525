import Commerce
import Library
import Screens

extension Engine {
  /// The most hits whose keys are told; the number of hits counts all.
  private static let mostKeys = 1000

  /// What a search finds, over all groups or records and not only those on the screen.
  func found(_ request: SearchRequest) throws(QueryError) -> SearchResult {
    switch request.scope {
    case .groups(let query): try foundGroups(request, query)
    case .records(let list): try foundRecords(request, list)
    }
  }

  /// Groups whose keys, or the names behind them, hold the text; the largest by the first measure
  /// first.
  private func foundGroups(
    _ request: SearchRequest, _ panelQuery: PanelQuery
  ) throws(QueryError) -> SearchResult {
    var query = try Query(panelQuery)
    query.top = nil
    let view = try View(query, over: intake.library)
    view.refresh(now: windowEnd)
    let answer = view.answer
    let names = answer.columns.filter(\.isDimension).map(\.name)
    let labels = LabelBook(library: intake.library).labels(for: names, rows: answer.rows)
    let text = request.text.lowercased()
    let hits = answer.rows.filter { row in
      row.prefix(names.count).contains { value in
        let key = value.description
        return key.lowercased().contains(text)
          || labels[key]?.lowercased().contains(text) ?? false
      }
    }
    let told = hits.sorted { left, right in
      (left[names.count].double ?? -.infinity) > (right[names.count].double ?? -.infinity)
    }.prefix(Engine.mostKeys)
    let keys = told.map { $0.prefix(names.count).map(\.description).joined(separator: "\u{1F}") }
    return SearchResult(
      id: request.id, hits: hits.count, keys: keys, rows: Array(told), labels: labels)
  }

  /// Records with the text in one of their texts, or in the name of an enterprise or commodity that
  /// they name.
  private func foundRecords(
    _ request: SearchRequest, _ list: RecordRequest
  ) throws(QueryError) -> SearchResult {
    var query = try RecordQuery(list)
    query.offset = 0
    query.limit = nil
    let all = RowSelection(query, over: intake.library, now: windowEnd)
    all.advance()
    query.search = request.text
    let hits = RowSelection(query, over: intake.library, now: windowEnd)
    hits.advance()
    let rows = hits.rows().prefix(Engine.mostKeys)
    let wanted = Set(rows)
    var indices: [Int: Int] = [:]
    for (index, row) in all.rows().enumerated() where wanted.contains(row) { indices[row] = index }
    let table = intake.library[list.recordClass]
    return SearchResult(
      id: request.id, hits: hits.total, keys: rows.map { table.key($0) },
      indices: rows.compactMap { indices[$0] })
  }
}
