import Commerce
import Library
import Statistics

/// V02-range: a quantity or an amount that is not above zero, outside refunds and red letters.
///
/// A line is judged by the invoice or order that it belongs to, so it waits until that is there.
final class RangeCheck: Check {
  let rule = Rule.range

  /// By class: the fields that must be above zero.
  private static let fields: [RecordClass: [Int]] = [
    .order: fields(of: .order, "quantity", "amount"),
    .orderLine: fields(of: .orderLine, "quantity", "amount"),
    .invoice: fields(of: .invoice, "gross"),
    .invoiceLine: fields(of: .invoiceLine, "quantity", "net"),
  ]

  private let number = RecordClass.invoice.schema["number"]
  /// The numbers of red letters, as codes.
  private var redNumbers: Set<UInt32> = []
  private var waiting: [(recordClass: RecordClass, row: Int, field: Int)] = []

  func examine(_ rows: NewRows) {
    if rows.recordClass == .invoice { noteRedLetters(rows) }
    for field in RangeCheck.fields[rows.recordClass] ?? [] {
      guard let cells = rows.numbers(field) else { continue }
      for index in cells.indices where cells[index] <= 0 && cells[index] != RecordBatch.absent {
        report(rows, at: index, field: field)
      }
    }
  }

  func settle(in library: Library, isAtEnd: Bool) {
    guard !waiting.isEmpty else { return }
    waiting.removeAll { line in
      guard let isForgiven = isForgiven(line.recordClass, line.row, in: library) else {
        if isAtEnd {
          library.findings.add(rule, line.recordClass, row: line.row, field: line.field)
        }
        return isAtEnd
      }
      if !isForgiven {
        library.findings.add(rule, line.recordClass, row: line.row, field: line.field)
      }
      return true
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let value = library[recordClass].value(row: row, field: field)
    let isLow = value.double.map { $0 <= 0 } ?? false
    guard isLow, RangeCheck.fields[recordClass]?.contains(field) == true else {
      return Explanation(expected: "at most four decimals", found: "\(value), rounded")
    }
    return Explanation(
      expected: "a number above 0 outside refunds and red letters", found: value.description)
  }

  private func noteRedLetters(_ rows: NewRows) {
    guard RedLetters.canOccur(in: rows.table), let numbers = rows.codes(number) else { return }
    for index in numbers.indices
    where RedLetters.isRed(rows.rows.lowerBound + index, in: rows.table) {
      redNumbers.insert(numbers[index])
    }
  }

  private func report(_ rows: NewRows, at index: Int, field: Int) {
    let row = rows.rows.lowerBound + index
    guard (rows.table.decimal(row, field)?.units ?? 1) <= 0, rows.table.isAccepted(row) else {
      return
    }
    switch rows.recordClass {
    case .order where RedLetters.isRefund(row, in: rows.table): return
    case .invoice where RedLetters.isRed(row, in: rows.table): return
    case .orderLine, .invoiceLine: waiting.append((rows.recordClass, row, field))
    default: rows.report(at: index, field: field)
    }
  }

  /// Whether the record that a line belongs to is a refund or red letter; `nil` where it is not
  /// there.
  private func isForgiven(_ line: RecordClass, _ row: Int, in library: Library) -> Bool? {
    let keyField = library[line].schema.key[0]
    guard line == .invoiceLine else {
      return library.row(of: .order, key: [library[line].text(row, keyField)])
        .map { RedLetters.isRefund($0, in: library[.order]) }
    }
    guard let code = library[line].codes(keyField)?.cells[row],
      library.index(of: .invoice).contains(code)
    else {
      return nil
    }
    return redNumbers.contains(code)
  }

  private static func fields(of recordClass: RecordClass, _ names: String...) -> [Int] {
    names.map { recordClass.schema[$0] }
  }
}
