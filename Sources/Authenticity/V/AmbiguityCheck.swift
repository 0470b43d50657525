import Commerce
import Library
import Statistics

/// V05-ambiguous: documents and lines that name an order id which orders of several platforms have.
///
/// Their link stays open, because they name no platform.
final class AmbiguityCheck: Check {
  let rule = Rule.ambiguous

  private let references = [
    (RecordClass.invoice, RecordClass.invoice.schema["order_id"]),
    (RecordClass.waybill, RecordClass.waybill.schema["order_id"]),
    (RecordClass.orderLine, RecordClass.orderLine.schema["order_id"]),
  ]
  private var shared: Set<UInt32> = []
  /// `shared` by code of the order id.
  private var isShared: [Bool] = []
  /// By reference: rows that were held against `shared`.
  private var seenRows = [0, 0, 0]

  func settle(in library: Library, isAtEnd: Bool) {
    let now = library.orderLinks.ambiguousIds()
    if now != shared {
      shared = now
      isShared = Array(repeating: false, count: Int(now.max() ?? 0) + 1)
      for code in now { isShared[Int(code)] = true }
      seenRows = [0, 0, 0]
    }
    guard !shared.isEmpty else { return }
    for (index, reference) in references.enumerated() {
      let table = library[reference.0]
      report(seenRows[index]..<table.count, of: table, field: reference.1, in: library)
      seenRows[index] = table.count
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    Explanation(
      expected: "an order id that one platform has",
      found: library[recordClass].text(row, field))
  }

  private func report(_ rows: Range<Int>, of table: Table, field: Int, in library: Library) {
    guard let column = table.codes(field) else { return }
    for range in segmentRanges(rows) {
      column.cells.withRows(range) { codes in
        for index in codes.indices
        where Int(codes[index]) < isShared.count && isShared[Int(codes[index])] {
          let row = range.lowerBound + index
          guard table.isLive(row) else { continue }
          library.findings.add(rule, table.recordClass, row: row, field: field)
        }
      }
    }
  }
}
