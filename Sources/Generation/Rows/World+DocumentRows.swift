import Commerce

extension World {
  func appendInvoice(_ invoice: InvoiceFacts, to row: inout [UInt8]) {
    appendInvoice(invoice, serial: invoice.order.number * 4 + invoice.turn.rawValue, to: &row)
  }

  /// The invoice under the number of another serial.
  func appendInvoice(_ invoice: InvoiceFacts, serial: Int, to row: inout [UInt8]) {
    let order = invoice.order
    appendInvoiceNumber(of: invoice, serial: serial, to: &row)
    row.comma()
    appendInvoiceCode(invoice, serial: serial, to: &row)
    row.append(
      order.isPaper
        ? ",electronic_ordinary,"
        : order.isBusiness ? ",digital_special," : ",digital_ordinary,")
    row.append(second: invoice.issued)
    row.comma()
    row.append(contentsOf: parties.code(order.seller))
    row.comma()
    appendBuyer(order, to: &row)
    row.comma()
    appendOrderNumber(order, to: &row)
    row.comma()
    if order.contract >= 0 { contracts.appendNumber(order.contract, to: &row) }
    row.comma()
    row.append(cents: invoice.net)
    row.comma()
    row.append(cents: invoice.tax)
    row.comma()
    row.append(cents: invoice.gross)
    row.append(",0.")
    row.append(digits: invoice.percent, width: 2)
    row.comma()
    row.append(goods.category(order.commodity).taxCode)
    row.comma()
    if invoice.turn == .red {
      let blue = order.number * 4
      appendInvoiceNumber(of: invoice, serial: blue, to: &row)
      row.comma()
      appendInvoiceCode(invoice, serial: blue, to: &row)
      row.append(",01,CNY,1,red")
    } else {
      row.append(",,,CNY,1,create")
    }
  }

  /// The waybill as it stood at a second.
  func appendWaybill(
    _ waybill: WaybillFacts, asOf second: Int, version: Int, to row: inout [UInt8]
  ) {
    let order = waybill.order
    let carrier = CarrierShape.all[waybill.carrier]
    let state = waybill.state(at: second)
    let isBack = waybill.turn == .back
    let isSigned = state == .signed
    row.append(carrier.word)
    row.comma()
    carrier.appendNumber(serial: waybill.serial, to: &row)
    row.comma()
    appendOrderNumber(order, to: &row)
    row.append(isBack ? ",return," : ",forward,")
    row.append(digits: Place.all[isBack ? order.to : order.from].code, width: 6)
    row.comma()
    row.append(digits: Place.all[isBack ? order.from : order.to].code, width: 6)
    row.comma()
    if !isBack { row.append(contentsOf: parties.code(order.seller)) }
    appendParcel(waybill, to: &row)
    row.append(plainSecond: waybill.collected)
    row.comma()
    if isSigned { row.append(plainSecond: waybill.signed) }
    row.comma()
    row.append(state.word)
    row.comma()
    if isSigned {
      row.append(
        waybill.isToPickUp
          ? ["locker", "station"][order.number % 2] : ["self", "proxy"][order.number % 3 / 2])
    }
    let isCold = goods.category(order.commodity).isCold
    let packaging = mixed(UInt64(order.number) ^ 0xB0C5) % 20
    row.append(packaging < 2 ? ",reusable," : packaging < 9 ? ",reduced," : ",ordinary,")
    row.append(isCold ? (packaging == 19 ? "true,false," : "true,true,") : "false,,")
    row.append(number: version)
    row.append(version == 1 ? ",create" : ",amend")
  }

  /// service to declared_value, with a comma before and behind each.
  private func appendParcel(_ waybill: WaybillFacts, to row: inout [UInt8]) {
    let order = waybill.order
    let grams = max(50, goods.grams(order.commodity)) * order.quantity + 40
    let isCold = goods.category(order.commodity).isCold
    let isFast = waybill.draw.first(below: 100) < 12
    row.append(isCold ? ",cold_chain," : isFast ? ",express," : ",standard,")
    row.append(thousandths: grams)
    row.comma()
    row.append(number: 400 + grams * 3)
    row.comma()
    row.append(number: 1 + grams / 30_000)
    row.comma()
    row.append(cents: 320 + grams / 1000 * 90 + (isFast ? 900 : 0) + (isCold ? 1_500 : 0))
    row.comma()
    if order.amount >= 200_000 { row.append(cents: order.amount) }
    row.comma()
  }
}
