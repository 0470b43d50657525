import Commerce
import Library
import Loading
import Screens

extension Engine {
  /// A part of a list of records.
  func page(of request: RecordRequest) throws -> Reply {
    let library = intake.library
    let selection = RowSelection(try RecordQuery(request), over: library, now: windowEnd)
    selection.advance()
    let reader = try request.reader(over: library)
    let rows = selection.rows().map { row in
      RecordRow(
        reference: reference(request.recordClass, row), values: reader.values(ofRow: row))
    }
    let labels = LabelBook(library: library).labels(for: request.fields, rows: rows.map(\.values))
    return .records(
      RecordPage(
        id: request.id, offset: request.offset, total: selection.total, rows: rows, labels: labels))
  }

  func reference(_ recordClass: RecordClass, _ row: Int) -> RecordReference {
    RecordReference(recordClass, row: row, key: intake.library[recordClass].key(row))
  }
}

extension RecordQuery {
  /// What a screen asks for, in the library's terms.
  init(_ request: RecordRequest) throws(QueryError) {
    let recordClass = request.recordClass
    var filter: Filter?
    if let text = request.filter { filter = try Filter(text, for: recordClass) }
    let sort = request.sort.flatMap { Dimension(named: $0.field, of: recordClass) }
    self.init(
      recordClass, filter: filter, window: request.window.flatMap { Window($0) },
      rule: request.rule, sort: sort, isDescending: request.sort?.isDescending ?? false,
      isNewestFirst: true, offset: request.offset, limit: request.limit)
  }
}

extension RecordRequest {
  /// The fields that it asks for.
  func dimensions() throws(Refusal) -> [Dimension] {
    var dimensions: [Dimension] = []
    for name in fields {
      guard let dimension = Dimension(named: name, of: recordClass) else {
        throw Refusal("\(recordClass.name) has no field or dimension '\(name)'")
      }
      dimensions.append(dimension)
    }
    return dimensions
  }

  func reader(over library: Library) throws(Refusal) -> RecordReader {
    RecordReader(try dimensions(), over: library)
  }
}
