import Commerce
import Library
import Statistics

/// V01-invoice-number: number and code of an invoice, and of the blue one that a red letter names.
///
/// Foreign sellers number as they like.
final class InvoiceNumberCheck: Check {
  let rule = Rule.invoiceNumber

  private let number = RecordClass.invoice.schema["number"]
  private let code = RecordClass.invoice.schema["code"]
  private let issuedAt = RecordClass.invoice.schema["issued_at"]
  private let seller = RecordClass.invoice.schema["seller"]
  private let blueNumber = RecordClass.invoice.schema["blue_number"]
  private let blueCode = RecordClass.invoice.schema["blue_code"]
  private var year = IssueYear()
  /// Which sellers are foreign, once any is known.
  private var foreign: TextMarks?

  func examine(_ rows: NewRows) {
    guard rows.recordClass == .invoice, let numbers = rows.table.codes(number) else { return }
    markForeign(rows)
    let codes = rows.table.codes(code)
    let issued = rows.numbers(issuedAt)
    let texts = numbers.dictionary
    var year = year
    for (index, text) in numbers.cells.newRows(rows.rows).enumerated() {
      let isValid = isValid(
        texts.key(text), code: key(codes, rows.rows.lowerBound + index),
        issuedIn: issued.flatMap { year.year(of: $0[index]) })
      if !isValid { report(rows, at: index, field: number) }
    }
    self.year = year
    examineBlue(rows)
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    let isBlue = field == blueNumber
    let codeField = isBlue ? blueCode : code
    let verdict = verdict(
      of: table.key(row, field), code: table.key(row, codeField),
      issuedIn: isBlue ? nil : table.number(row, issuedAt).flatMap { year.year(of: $0) })
    let code = table.text(row, codeField)
    return Explanation(
      expected: verdict.flaw?.expected ?? "",
      found: table.text(row, field) + (code.isEmpty ? "" : " with code \(code)"))
  }

  /// Judges the numbers of blue invoices, which have no day here.
  private func examineBlue(_ rows: NewRows) {
    guard let blues = rows.table.codes(blueNumber) else { return }
    for (index, text) in blues.cells.newRows(rows.rows).enumerated() where text != 0 {
      let code = rows.table.key(rows.rows.lowerBound + index, blueCode)
      if !isValid(blues.dictionary.key(text), code: code, issuedIn: nil) {
        report(rows, at: index, field: blueNumber)
      }
    }
  }

  private func report(_ rows: NewRows, at index: Int, field: Int) {
    if let foreign, foreign.hasAny, let sellers = rows.codes(seller),
      foreign.isMarked(sellers[index])
    {
      return
    }
    rows.report(at: index, field: field)
  }

  private func markForeign(_ rows: NewRows) {
    guard let sellers = rows.table.codes(seller)?.dictionary else { return }
    let marks = foreign ?? TextMarks(of: sellers)
    marks.judgeNew(PartyCode.isForeign)
    foreign = marks
  }

  private func key(_ column: CodeColumn?, _ row: Int) -> KeyText {
    guard let column else { return .empty }
    return column.dictionary.key(column.cells[row])
  }

  @inline(__always)
  private func isValid(_ number: KeyText, code: KeyText, issuedIn year: Int?) -> Bool {
    number.withUnsafeBytes { number in
      code.withUnsafeBytes { InvoiceNumber.isValid(number, code: $0, issuedIn: year) }
    }
  }

  private func verdict(of number: KeyText, code: KeyText, issuedIn year: Int?) -> Verdict {
    number.withUnsafeBytes { number in
      code.withUnsafeBytes { InvoiceNumber.verdict(of: number, code: $0, issuedIn: year) }
    }
  }
}

/// Years in +08:00, computed anew only when an instant leaves the last one's.
private struct IssueYear {
  private var current = 0
  private var start: Int64 = 0
  private var end: Int64 = 0

  /// The year of an instant (microseconds); `nil` where it is absent.
  mutating func year(of instant: Int64) -> Int? {
    guard instant != RecordBatch.absent else { return nil }
    if instant < start || instant >= end {
      current = Timestamp(microseconds: instant).date.year
      start = Timestamp(CivilDate(year: current, month: 1, day: 1)).microseconds
      end = Timestamp(CivilDate(year: current + 1, month: 1, day: 1)).microseconds
    }
    return current
  }
}
