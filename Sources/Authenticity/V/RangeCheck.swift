import Commerce
import Library

/// V02-range: a quantity or an amount that is not above zero, outside refunds and red letters.
///
/// A line is judged by the invoice or order that it belongs to. Where that has not arrived yet the
/// line waits for it.
final class RangeCheck: Check {
  let rule = Rule.range

  /// By class: the fields that must be above zero.
  private static let fields: [RecordClass: [Int]] = [
    .order: fields(of: .order, "quantity", "amount"),
    .orderLine: fields(of: .orderLine, "quantity", "amount"),
    .invoice: fields(of: .invoice, "gross"),
    .invoiceLine: fields(of: .invoiceLine, "quantity", "net"),
  ]

  private var waiting: [(recordClass: RecordClass, row: Int, field: Int)] = []

  func examine(_ rows: NewRows) {
    for field in RangeCheck.fields[rows.recordClass] ?? [] {
      guard let cells = rows.numbers(field) else { continue }
      for index in cells.indices where cells[index] <= 0 && cells[index] != RecordBatch.absent {
        report(rows, at: index, field: field)
      }
    }
  }

  func settle(in library: Library, isAtEnd: Bool) {
    guard isAtEnd else { return }
    for line in waiting where parentForgives(line.recordClass, line.row, in: library) != true {
      library.findings.add(rule, line.recordClass, row: line.row, field: line.field)
    }
    waiting.removeAll()
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let value = library[recordClass].value(row: row, field: field)
    let isPositive = value.double.map { $0 > 0 } ?? false
    return Explanation(
      expected: isPositive
        ? "at most four decimals, or thirteen in quantity and unit_price"
        : "a number above 0 outside refunds and red letters",
      found: value.description)
  }

  private func report(_ rows: NewRows, at index: Int, field: Int) {
    let row = rows.rows.lowerBound + index
    guard (rows.table.decimal(row, field)?.units ?? 1) <= 0, rows.table.isAccepted(row) else {
      return
    }
    switch rows.recordClass {
    case .order where RedLetters.isRefund(row, in: rows.table): return
    case .invoice where RedLetters.isRed(row, in: rows.table): return
    case .orderLine, .invoiceLine:
      guard let forgives = parentForgives(rows.recordClass, row, in: rows.library) else {
        waiting.append((rows.recordClass, row, field))
        return
      }
      if forgives { return }
    default: break
    }
    rows.report(rule, at: index, field: field)
  }

  /// Whether the record that a line belongs to is a refund or red letter; `nil` where it is not
  /// there.
  private func parentForgives(_ line: RecordClass, _ row: Int, in library: Library) -> Bool? {
    let key = library[line].text(row, library[line].schema.key[0])
    guard let parent = line.parent, let found = library.row(of: parent, key: [key]) else {
      return nil
    }
    return parent == .invoice
      ? RedLetters.isRed(found, in: library[parent])
      : RedLetters.isRefund(found, in: library[parent])
  }

  private static func fields(of recordClass: RecordClass, _ names: String...) -> [Int] {
    names.map { recordClass.schema[$0] }
  }
}
