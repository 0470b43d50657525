import Commerce
import Library
import Statistics

/// V03-tax: net + tax that is not gross, to the cent, or a tax that is not net × rate by more than
/// 0.01 and 0.01 a line.
///
/// How many lines an invoice has is known only after them, so an invoice that more lines could
/// excuse waits until it is settled. What is absent is not compared.
final class TaxCheck: Check {
  let rule = Rule.tax

  private let invoice = TaxTerms(of: .invoice, gross: "gross")
  private let line = TaxTerms(of: .invoiceLine)
  private let number = RecordClass.invoice.schema["number"]
  private let lineNumber = RecordClass.invoiceLine.schema["number"]
  /// Lines seen by code of the invoice's number, up to 65,535.
  private var lineCounts: [UInt16] = []
  private var waiting: [Int] = []

  func examine(_ rows: NewRows) {
    switch rows.recordClass {
    case .invoice: examine(rows, invoice)
    case .invoiceLine:
      countLines(rows)
      examine(rows, line)
    default: break
    }
  }

  func settle(in library: Library, isAtEnd: Bool) {
    let table = library[.invoice]
    for row in waiting {
      guard let error = taxError(invoice, row, in: table),
        error > TaxCheck.allowance(lines: lines(of: row, in: table))
      else { continue }
      library.findings.add(rule, .invoice, row: row, field: invoice.tax)
    }
    waiting.removeAll()
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    let found = table.value(row: row, field: field).description
    let terms = recordClass == .invoice ? invoice : line
    let isInDocument = !rowTells(terms, row, in: table)
    guard !isInDocument, let net = table.number(row, terms.net) else {
      let words = TaxCheck.documentWords(isGross: field == terms.gross)
      return Explanation(expected: words, found: found)
    }
    if field == terms.gross, let tax = table.number(row, terms.tax) {
      return Explanation(
        expected: "net + tax = \(Money(units: net) + Money(units: tax))", found: found)
    }
    let rate = table.number(row, terms.rate) ?? 0
    let tax = ExactDecimal(tenThousandths: net).times(ExactDecimal(tenThousandths: rate))
    let expected = tax?.roundedToMoney?.money.description ?? "a tax in range"
    return Explanation(expected: "net × rate = \(expected)", found: found)
  }

  /// Whether the row's own fields disagree, not the totals of its document alone.
  private func rowTells(_ terms: TaxTerms, _ row: Int, in table: Table) -> Bool {
    guard let net = table.number(row, terms.net), let tax = table.number(row, terms.tax) else {
      return false
    }
    if let gross = terms.gross.flatMap({ table.number(row, $0) }),
      isOff(net: net, tax: tax, gross: gross)
    {
      return true
    }
    return taxError(terms, row, in: table).map { $0 > TaxCheck.allowance(lines: 1) } ?? false
  }

  /// What the totals of an XML document must do, of which the row keeps only some.
  private static func documentWords(isGross: Bool) -> String {
    isGross
      ? "the document's payable amount + prepaid − rounding"
      : "the document's taxes, each its taxable amount × percent, in all"
  }

  private func examine(_ rows: NewRows, _ terms: TaxTerms) {
    guard let nets = rows.numbers(terms.net), let taxes = rows.numbers(terms.tax) else { return }
    let grosses = terms.gross.flatMap { rows.numbers($0) }
    let rates = rows.numbers(terms.rate)
    for index in nets.indices where min(nets[index], taxes[index]) > RecordBatch.isWide {
      if let gross = grosses?[index], let field = terms.gross,
        isOff(net: nets[index], tax: taxes[index], gross: gross)
      {
        rows.report(at: index, field: field)
        continue
      }
      guard let rate = rates?[index], rate > RecordBatch.isWide else { continue }
      let error = TaxCheck.error(net: nets[index], tax: taxes[index], rate: rate)
      if error > TaxCheck.allowance(lines: 1) { judge(rows, at: index, terms) }
    }
  }

  /// Reports a tax that one line does not excuse, or lets it wait for the other lines.
  private func judge(_ rows: NewRows, at index: Int, _ terms: TaxTerms) {
    guard rows.recordClass == .invoice else {
      rows.report(at: index, field: terms.tax)
      return
    }
    let row = rows.rows.lowerBound + index
    if rows.table.isAccepted(row) { waiting.append(row) }
  }

  /// Whether net + tax and gross differ by half a cent or more.
  private func isOff(net: Int64, tax: Int64, gross: Int64) -> Bool {
    guard gross > RecordBatch.isWide else { return false }
    return (Int128(net) + Int128(tax) - Int128(gross)).magnitude > 50
  }

  private func countLines(_ rows: NewRows) {
    guard let column = rows.table.codes(lineNumber) else { return }
    let missing = column.dictionary.count + 1 - lineCounts.count
    if missing > 0 { lineCounts.append(contentsOf: repeatElement(0, count: missing)) }
    for code in column.cells.newRows(rows.rows) where lineCounts[Int(code)] < .max {
      lineCounts[Int(code)] += 1
    }
  }

  private func lines(of row: Int, in table: Table) -> Int {
    guard let code = table.codes(number)?.cells[row], Int(code) < lineCounts.count else { return 1 }
    return max(1, Int(lineCounts[Int(code)]))
  }

  /// |tax − net × rate| of a row in units of 10⁻⁸; `nil` where one of them is absent.
  private func taxError(_ terms: TaxTerms, _ row: Int, in table: Table) -> UInt128? {
    guard let net = table.number(row, terms.net), let tax = table.number(row, terms.tax),
      let rate = table.number(row, terms.rate)
    else { return nil }
    return TaxCheck.error(net: net, tax: tax, rate: rate)
  }

  /// |tax − net × rate| in units of 10⁻⁸, from ten-thousandths.
  @inline(__always)
  private static func error(net: Int64, tax: Int64, rate: Int64) -> UInt128 {
    (Int128(tax) * 10_000 - Int128(net) * Int128(rate)).magnitude
  }

  /// 0.01 and 0.01 a line, in units of 10⁻⁸.
  private static func allowance(lines: Int) -> UInt128 { 1_000_000 * UInt128(1 + lines) }
}

/// The fields of an invoice's or a line's tax arithmetic.
private struct TaxTerms {
  let net: Int
  let tax: Int
  let rate: Int
  let gross: Int?

  init(of recordClass: RecordClass, gross: String? = nil) {
    let schema = recordClass.schema
    net = schema["net"]
    tax = schema["tax"]
    rate = schema["rate"]
    self.gross = gross.map { schema[$0] }
  }
}
