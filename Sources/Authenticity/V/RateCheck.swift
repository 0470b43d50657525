import Commerce
import Library
import Statistics

/// V03-rate: a VAT rate that was not in force on the day of issue.
///
/// A red letter rightly carries the rate of its blue invoice, and other countries' sellers and
/// currencies have other rates. A line has no day of its own: there only rates that never were are
/// found.
final class RateCheck: Check {
  let rule = Rule.rate

  private let invoice = RecordClass.invoice.schema
  private let invoiceRate = RecordClass.invoice.schema["rate"]
  private let issuedAt = RecordClass.invoice.schema["issued_at"]
  private let lineRate = RecordClass.invoiceLine.schema["rate"]

  func examine(_ rows: NewRows) {
    switch rows.recordClass {
    case .invoice: examineInvoices(rows)
    case .invoiceLine: examineLines(rows)
    default: break
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    let found = table.value(row: row, field: field).description
    guard recordClass == .invoice, let issued = table.number(row, issuedAt) else {
      return Explanation(expected: Flaw.unknownRate.expected, found: found)
    }
    let date = Timestamp(microseconds: issued).date
    let rates = TaxRate.inForce(onDay: date.daysSinceEpoch)
      .map { ExactDecimal(tenThousandths: $0).description }
    return Explanation(
      expected: "a rate in force on \(date): " + rates.joined(separator: ", "), found: found)
  }

  private func examineInvoices(_ rows: NewRows) {
    guard let rates = rows.numbers(invoiceRate), let issued = rows.numbers(issuedAt) else { return }
    for index in rates.indices where rates[index] != RecordBatch.absent {
      let day = Int(floorDivide(issued[index] / 1_000_000 + Timestamp.chinaOffsetSeconds, 86_400))
      if TaxRate.verdict(tenThousandths: rates[index], onDay: day).isValid { continue }
      let row = rows.rows.lowerBound + index
      if !RedLetters.isRed(row, in: rows.table), isDomestic(row, in: rows.table) {
        rows.report(at: index, field: invoiceRate)
      }
    }
  }

  private func examineLines(_ rows: NewRows) {
    guard let rates = rows.numbers(lineRate) else { return }
    for index in rates.indices where rates[index] != RecordBatch.absent {
      let isKnown = TaxRate.all.contains { $0.tenThousandths == rates[index] }
      if !isKnown { rows.report(at: index, field: lineRate) }
    }
  }

  /// Whether the invoice is in yuan and its seller not foreign.
  private func isDomestic(_ row: Int, in table: Table) -> Bool {
    let currency = table.text(row, invoice["currency"])
    return (currency.isEmpty || currency == "CNY")
      && !table.key(row, invoice["seller"]).withUnsafeBytes(PartyCode.isForeign)
  }
}
