import Commerce

extension Planter {
  func plantedOrders(_ order: OrderFacts, _ defect: Defect) -> Planted {
    let whole = row(.orders) {
      world.appendOrder(order, asOf: Planter.end, version: 1, to: &$0)
    }
    if defect.namesExpiredContract || defect.target == .order {
      return plantedOrder(whole, defect)
    }
    guard defect.rule == .ambiguous else { return Planted(lines: [Line(whole)]) }
    var twin = whole
    twin["platform"] = whole["platform"] == "wanpin" ? "yunshi" : "wanpin"
    return Planted(lines: [Line(whole), Line(twin)])
  }

  private func plantedOrder(_ whole: Row, _ defect: Defect) -> Planted {
    if let planted = plantedCommon(whole, defect) {
      let isExtra = defect.rule.rejects
      return isExtra ? Planted(lines: [Line(whole)] + planted.lines, keys: planted.keys) : planted
    }
    var row = whole
    spoilOrder(&row, defect)
    return Planted(lines: [Line(row)], keys: [row.key])
  }

  private func spoilOrder(_ row: inout Row, _ defect: Defect) {
    switch defect.rule {
    case .division: row["ship_to"] = ["990101", "44030", "4403X5"][defect.turn / 3 % 3]
    case .enumeration: row["channel"] = "telepathy"
    case .timeOrder: row["paid_at"] = "2001-01-01T08:00:00+08:00"
    case .range: spoilRange(of: &row, turn: defect.turn)
    case .line: row["unit_price"] = raised(row["unit_price"], by: 1_00)
    case .unknownEnterprise:
      row["seller"] = unknownCode(defect)
      row["sku"] = ""
      row["payee"] = ""
    case .unknownCommodity: row["sku"] = "SKU9\(10_000_000 + defect.ordinal)"
    case .unknownContract: row["contract_id"] = "HT9\(1_000_000_000 + defect.ordinal)"
    default: spoilFlows(of: &row, defect)
    }
  }

  /// A quantity or an amount that is not above zero, or too many decimals.
  private func spoilRange(of row: inout Row, turn: Int) {
    switch turn % 3 {
    case 0:
      row["quantity"] = "-1"
      row["unit_price"] = ""
    case 1:
      for column in ["quantity", "unit_price", "discount", "shipping"] { row[column] = "" }
      row["amount"] = "0.00"
    default:
      row["shipping"] += "004"
    }
  }

  /// Money to somebody else, more money than the amount, or a contract that had expired.
  private func spoilFlows(of row: inout Row, _ defect: Defect) {
    if defect.namesExpiredContract {
      var number: [UInt8] = []
      world.contracts.appendNumber(freshContract(defect), to: &number)
      row[bytes: "contract_id"] = number
    } else if defect.turn % 5 == 0 {
      let seller = world.parties.code(world.parties.sellers)
      row[bytes: "payee"] = [UInt8](seller)
    } else {
      row["paid"] = raised(row["amount"], by: 5_00)
    }
  }

  func plantedInvoices(of order: OrderFacts, _ defect: Defect) -> Planted {
    let facts = world.invoices(of: order, by: Planter.end)
    let lines = facts.map { invoice in
      Line(row(.invoices) { world.appendInvoice(invoice, to: &$0) })
    }
    guard defect.target == .invoice, let invoice = facts.first, let line = lines.first else {
      return Planted(lines: lines)
    }
    if let planted = plantedCommon(line.row, defect) {
      guard defect.rule.rejects else { return planted }
      return Planted(lines: lines + planted.lines, keys: planted.keys)
    }
    guard defect.rule != .unknownOrder else {
      var extra = row(.invoices) {
        world.appendInvoice(invoice, serial: order.number * 4 + 3, to: &$0)
      }
      extra["order_id"] = unknownOrder(defect)
      return Planted(lines: lines + [Line(extra)], keys: [extra.key])
    }
    let spoiled = spoiledInvoice(invoice, line.row, defect)
    let key = defect.rule == .flowsConflict ? orderKey(order) : spoiled.key
    return Planted(lines: [Line(spoiled)], keys: [key])
  }

  private func spoiledInvoice(_ invoice: InvoiceFacts, _ whole: Row, _ defect: Defect) -> Row {
    var row = whole
    var other = invoice
    switch defect.rule {
    case .invoiceNumber:
      row["number"] =
        defect.turn % 2 == 0
        ? String(whole["number"].dropLast()) : "A\(whole["number"].dropFirst())"
    case .taxCode: row["tax_code"] = "30402"
    case .tax:
      // Off by so little that the tax still fits the net, or so that the sum still fits.
      other.net += defect.turn % 2 == 0 ? 5 : 10_00
      row["net"] = raised("0", by: other.net)
      if defect.turn % 2 == 1 { row["tax"] = raised("0", by: other.tax) }
    case .rate:
      other = InvoiceFacts(
        order: invoice.order, turn: .first, issued: invoice.issued, gross: invoice.gross,
        percent: 12)
      row = self.row(.invoices) { world.appendInvoice(other, to: &$0) }
    case .unknownContract: row["contract_id"] = "HT9\(1_000_000_000 + defect.ordinal)"
    case .flowsConflict:
      other = InvoiceFacts(
        order: invoice.order, turn: .first, issued: invoice.issued, gross: invoice.gross + 10_00,
        percent: invoice.percent)
      row = self.row(.invoices) { world.appendInvoice(other, to: &$0) }
    default: break
    }
    return row
  }

  func plantedWaybills(of order: OrderFacts, _ defect: Defect) -> Planted {
    let facts = world.waybills(of: order, by: Planter.end)
    let lines = facts.map { waybill in
      Line(row(.waybills) { world.appendWaybill(waybill, asOf: Planter.end, version: 1, to: &$0) })
    }
    guard defect.target == .waybill, let waybill = facts.first, let line = lines.first else {
      return Planted(lines: lines)
    }
    if let planted = plantedCommon(line.row, defect) {
      guard defect.rule.rejects else { return planted }
      return Planted(lines: lines + planted.lines, keys: planted.keys)
    }
    var spoiled = line.row
    switch defect.rule {
    case .waybillNumber:
      var number = spoiled[bytes: "number"]
      number[10] = 48 + (number[10] - 48 + 1) % 10
      spoiled[bytes: "number"] = number
    case .division: spoiled["destination"] = ["990101", "44030", "4403X5"][defect.turn / 3 % 3]
    case .enumeration: spoiled["packaging"] = "invisible"
    case .timeOrder: spoiled["signed_at"] = "2001-01-01 08:00:00"
    case .unknownOrder:
      var number: [UInt8] = []
      CarrierShape.all[waybill.carrier].appendNumber(serial: order.number * 4 + 3, to: &number)
      spoiled[bytes: "number"] = number
      spoiled["order_id"] = unknownOrder(defect)
      return Planted(lines: lines + [Line(spoiled)], keys: [spoiled.key])
    default:
      spoiled["state"] = "lost"
      spoiled["signed_at"] = ""
      spoiled["sign_mode"] = ""
      return Planted(lines: [Line(spoiled)], keys: [orderKey(order)])
    }
    return Planted(lines: [Line(spoiled)], keys: [spoiled.key])
  }

  private func orderKey(_ order: OrderFacts) -> String {
    row(.orders) { world.appendOrder(order, asOf: Planter.end, version: 1, to: &$0) }.key
  }

  private func unknownOrder(_ defect: Defect) -> String {
    "9\(100_000_000_000_000 + defect.ordinal)"
  }

  /// An amount of money in hundredths more, as text.
  private func raised(_ amount: String, by cents: Int) -> String {
    let money = Money(amount) ?? .zero
    return (money + Money(cents: Int64(cents))).description
  }
}
