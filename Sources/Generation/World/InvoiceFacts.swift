import Commerce

/// An invoice of an order.
struct InvoiceFacts {
  enum Turn: Int {
    case first
    /// Takes the first one back: negative.
    case red
    case again
  }

  let order: OrderFacts
  let turn: Turn
  /// Seconds since 1970.
  let issued: Int
  /// Hundredths; negative on a red letter.
  var gross: Int
  var net: Int
  /// Percent.
  var percent: Int

  var tax: Int { gross - net }

  init(order: OrderFacts, turn: Turn, issued: Int, gross: Int, percent: Int) {
    self.order = order
    self.turn = turn
    self.issued = issued
    self.percent = percent
    let whole = abs(gross)
    let net = (whole * 100 + (100 + percent) / 2) / (100 + percent)
    self.gross = turn == .red ? -whole : whole
    self.net = turn == .red ? -net : net
  }
}

extension World {
  /// The invoices of an order that are issued by a second, in the order of their issue.
  func invoices(of order: OrderFacts, by second: Int) -> [InvoiceFacts] {
    let issued = order.invoiced
    guard issued <= second else { return [] }
    let first = invoice(of: order, .first, issued: issued)
    let reissued = issued + 7_200
    guard order.isReissued, reissued <= second else { return [first] }
    return [
      first, invoice(of: order, .red, issued: reissued),
      invoice(of: order, .again, issued: reissued),
    ]
  }

  func invoice(of order: OrderFacts, _ turn: InvoiceFacts.Turn, issued: Int) -> InvoiceFacts {
    let day = (issued + Int(Timestamp.chinaOffsetSeconds)) / 86_400
    let rate = goods.category(order.commodity).tax.percent(onDay: day)
    return InvoiceFacts(
      order: order, turn: turn, issued: issued, gross: order.amount,
      percent: parties.isSmall[order.seller] ? 3 : rate)
  }

  /// The number of an invoice: 20 digits, or 8 beside a code on older forms.
  ///
  /// An order has four serials: 0 to 2 for its invoices, 3 for one more.
  func appendInvoiceNumber(of invoice: InvoiceFacts, serial: Int, to row: inout [UInt8]) {
    guard !invoice.order.isPaper else {
      return row.append(digits: serial % 100_000_000, width: 8)
    }
    appendYear(of: invoice.issued, to: &row)
    let division = Place.all[Int(parties.placeOf[invoice.order.seller])].code
    row.append(digits: division / 100 == 4403 ? 95 : division / 10_000, width: 2)
    row.append(UInt8(ascii: "0"))
    row.append(digits: invoice.order.seller * 37 + 11, width: 3)
    row.append(digits: serial, width: 12)
  }

  /// The code beside the number on older forms: national, region, year, batch, electronic.
  func appendInvoiceCode(_ invoice: InvoiceFacts, serial: Int, to row: inout [UInt8]) {
    guard invoice.order.isPaper else { return }
    row.append(UInt8(ascii: "0"))
    row.append(digits: Place.all[Int(parties.placeOf[invoice.order.seller])].code / 100, width: 4)
    appendYear(of: invoice.issued, to: &row)
    row.append(digits: 1 + serial / 100_000_000, width: 3)
    row.append("11")
  }

  private func appendYear(of second: Int, to row: inout [UInt8]) {
    let day = (second + Int(Timestamp.chinaOffsetSeconds)) / 86_400
    row.append(digits: CivilDate(daysSinceEpoch: day).year % 100, width: 2)
  }
}
