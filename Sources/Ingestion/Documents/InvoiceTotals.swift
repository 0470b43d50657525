import Commerce

/// The amounts of an invoice or credit note, and whether they agree with each other and the lines.
///
/// Source: the arithmetic of EN 16931-1, BR-CO-10 to BR-CO-17.
struct InvoiceTotals {
  private let taxExclusive: ExactDecimal?
  private let taxInclusive: ExactDecimal?
  private let sumOfLines: ExactDecimal?
  private let allowances: ExactDecimal?
  private let charges: ExactDecimal?
  private let prepaid: ExactDecimal?
  private let rounding: ExactDecimal?
  private let payable: ExactDecimal?
  private let ownAllowances: (allowances: ExactDecimal, charges: ExactDecimal, count: Int)
  /// Those in the document's currency.
  private let taxes: [TaxTotal]

  init(_ head: DocumentPart, currency: [UInt8]?) throws(DocumentFault) {
    taxExclusive = try head.number("net")
    taxInclusive = try head.number("gross")
    sumOfLines = try head.number("sum of lines")
    allowances = try head.number("allowances")
    charges = try head.number("charges")
    prepaid = try head.number("prepaid")
    rounding = try head.number("rounding")
    payable = try head.number("payable")
    ownAllowances = try head.allowancesAndCharges()
    let all = try head.taxTotals()
    let own = all.filter { $0.currency.isEmpty || $0.currency == currency }
    taxes = own.isEmpty ? all : own
  }

  var net: ExactDecimal? {
    taxExclusive ?? sumOfLines.map { $0 - (allowances ?? zero) + (charges ?? zero) }
  }

  var gross: ExactDecimal? {
    taxInclusive ?? payable.map { $0 + (prepaid ?? zero) - (rounding ?? zero) }
  }

  var tax: ExactDecimal? {
    let amounts = taxes.compactMap(\.amount)
    return amounts.isEmpty ? nil : amounts.reduce(zero, +)
  }

  /// The rate, where there is only one.
  var rate: ExactDecimal? {
    let rates = Set(taxes.flatMap(\.parts).compactMap(\.percent))
    return rates.count == 1 ? rates.first?.hundredth : nil
  }

  /// Notes in the record what does not agree.
  ///
  /// `lines`: the amounts of the lines; `nil` where one has none.
  func judge(_ record: inout DocumentRecord, lines: [ExactDecimal]?) {
    if !linesAgree(lines) { record.flag(record.has("net") ? "net" : "gross", .line) }
    // What the fields of the record tell by themselves is found later, of every format.
    guard fieldsAgree(lines: lines?.count ?? 0) else { return }
    if !taxesAgree(lines: lines?.count ?? 0) {
      record.flag(record.has("tax") ? "tax" : "gross", .tax)
    }
    if let taxInclusive, let payable,
      differ(payable, taxInclusive - (prepaid ?? zero) + (rounding ?? zero))
    {
      record.flag("gross", .tax)
    }
  }

  private func linesAgree(_ lines: [ExactDecimal]?) -> Bool {
    if let sumOfLines, let lines, !lines.isEmpty, differ(sumOfLines, lines.reduce(zero, +)) {
      return false
    }
    // Only a document that lists them can be held to their sum.
    if ownAllowances.count > 0 {
      if let allowances, differ(allowances, ownAllowances.allowances) { return false }
      if let charges, differ(charges, ownAllowances.charges) { return false }
    }
    guard let sumOfLines, let taxExclusive else { return true }
    return !differ(taxExclusive, sumOfLines - (allowances ?? zero) + (charges ?? zero))
  }

  private func taxesAgree(lines: Int) -> Bool {
    for total in taxes {
      if let amount = total.amount, !total.parts.isEmpty,
        differ(amount, total.parts.map(\.tax).reduce(zero, +))
      {
        return false
      }
      for part in total.parts {
        if let taxable = part.taxable, let percent = part.percent,
          !isTax(part.tax, of: taxable, percent.hundredth, lines: lines)
        {
          return false
        }
      }
    }
    return true
  }

  private func fieldsAgree(lines: Int) -> Bool {
    guard let net, let tax else { return true }
    if let gross, differ(net + tax, gross) { return false }
    return rate.map { isTax(tax, of: net, $0, lines: lines) } ?? true
  }
}

private let zero = ExactDecimal(units: 0)

/// Whether two amounts differ by half a cent or more.
private func differ(_ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
  (left - right).units.magnitude >= 50_000_000_000
}

extension ExactDecimal {
  /// A rate, of percent.
  var hundredth: ExactDecimal { ExactDecimal(units: units / 100) }
}

/// Whether a tax is the rate of an amount within 0.01, and 0.01 more for each line.
func isTax(
  _ tax: ExactDecimal, of amount: ExactDecimal, _ rate: ExactDecimal, lines: Int
) -> Bool {
  guard let wanted = amount.times(rate) else { return true }
  return (tax - wanted).units.magnitude <= 100_000_000_000 * UInt128(1 + max(1, lines))
}
