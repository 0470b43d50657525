import Commerce
import Library
import Loading
import Screens

extension Engine {
  /// Searches all groups or records and not only those on the screen.
  func search(_ request: SearchRequest) throws -> Reply? {
    switch request.scope {
    case .groups(let query): return .found(try foundGroups(request, query))
    case .records(let list):
      works.add(
        try RecordSearch(
          request, in: list, over: intake.library, now: windowEnd, mail: handle.mail))
      return nil
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
    }.prefix(SearchResult.mostKeys)
    let keys = told.map { $0.prefix(names.count).map(\.description).joined(separator: "\u{1F}") }
    return SearchResult(
      id: request.id, hits: hits.count, keys: keys, rows: Array(told), labels: labels)
  }
}
