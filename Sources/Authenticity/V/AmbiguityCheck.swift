import Commerce
import Library
import Statistics

/// V05-ambiguous: documents and lines that name an order id which orders of several platforms have.
///
/// Their link stays open, because they name no platform. Looked for when the rest is settled.
final class AmbiguityCheck: Check {
  let rule = Rule.ambiguous

  private let references = [
    (RecordClass.invoice, RecordClass.invoice.schema["order_id"]),
    (RecordClass.waybill, RecordClass.waybill.schema["order_id"]),
    (RecordClass.orderLine, RecordClass.orderLine.schema["order_id"]),
  ]

  func settle(in library: Library, isAtEnd: Bool) {
    let shared = library.orderLinks.ambiguousIds()
    guard isAtEnd, !shared.isEmpty else { return }
    for (recordClass, field) in references {
      let table = library[recordClass]
      guard let column = table.codes(field) else { continue }
      for range in segmentRanges(0..<table.count) {
        let codes = column.cells.rows(range)
        for index in codes.indices where shared.contains(codes[index]) {
          let row = range.lowerBound + index
          guard table.isLive(row) else { continue }
          library.findings.add(rule, recordClass, row: row, field: field)
        }
      }
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    Explanation(
      expected: "an order id that one platform has",
      found: library[recordClass].text(row, field))
  }
}
