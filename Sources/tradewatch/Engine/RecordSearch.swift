import Commerce
import Library
import Screens

/// A search in the records of a list: those with the text in one of their texts, or in the name of
/// an enterprise or commodity that they name.
final class RecordSearch: LongWork {
  /// Rows that are read in one part.
  private static let part = 131_072

  private let request: SearchRequest
  private let recordClass: RecordClass
  private let library: Library
  private let mail: Postbox<EngineMail>
  /// The list without the text: it tells where a hit stands.
  private let all: RowSelection
  private let hits: RowSelection

  let isReplaceable = true

  init(
    _ request: SearchRequest, in list: RecordRequest, over library: Library, now: Timestamp?,
    mail: Postbox<EngineMail>
  ) throws(QueryError) {
    self.request = request
    self.library = library
    self.mail = mail
    recordClass = list.recordClass
    var query = try RecordQuery(list)
    query.offset = 0
    query.limit = nil
    all = RowSelection(query, over: library, now: now)
    query.search = request.text
    hits = RowSelection(query, over: library, now: now)
  }

  func advance() -> Bool {
    guard hits.advance(atMost: RecordSearch.part), all.advance(atMost: RecordSearch.part)
    else { return false }
    mail.send(.message(.reply(.found(result))))
    return true
  }

  func giveUp() {}

  func fail(_ reason: String) {
    mail.send(.message(.reply(.failed(id: request.id, reason: reason))))
  }

  private var result: SearchResult {
    let rows = hits.rows().prefix(SearchResult.mostKeys)
    let wanted = Set(rows)
    var indices: [Int: Int] = [:]
    if !wanted.isEmpty {
      for (index, row) in all.rows().enumerated() where wanted.contains(row) {
        indices[row] = index
      }
    }
    let table = library[recordClass]
    return SearchResult(
      id: request.id, hits: hits.total, keys: rows.map { table.key($0) },
      indices: rows.compactMap { indices[$0] })
  }
}

extension SearchResult {
  /// The most hits whose keys are told; the number of hits counts all.
  static let mostKeys = 1000
}
