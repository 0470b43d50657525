import Commerce
import Statistics

extension OrderLinks {
  /// The verdict over an order from its columns and its links.
  func verdict(_ row: Int, stages: [OrderStage]) -> Flows {
    let code = orders.code(row, fields.orderId)
    let links =
      order(withId: code) == .one(row) && Int(code) < states.count
      ? states[Int(code)] : LinkState()
    let stage = stage(of: row, links: links, stages: stages)
    if stage == .open { return .open }
    return flowsVerdict(
      goods: goods(links, stage), invoice: invoice(row, links, stage), contract: contractPart(row),
      funds: funds(row))
  }

  /// The order's stage; where no state is given its times and its waybills tell.
  func stage(of row: Int, links: LinkState, stages: [OrderStage]) -> OrderStage {
    let stage = stages[Int(orders.code(row, fields.orderState))]
    guard stage == .unknown else { return stage }
    func isGiven(_ field: Int) -> Bool { orders.number(row, field) != RecordBatch.absent }
    if isGiven(fields.cancelledAt) { return .open }
    if isGiven(fields.signedAt) { return .signed }
    if isGiven(fields.shippedAt) { return .shipped }
    return links.waybills > 0 ? .ended : .open
  }

  func goods(_ links: LinkState, _ stage: OrderStage) -> FlowPart {
    guard fed.waybills else { return .notKnown }
    if links.goodWaybills > 0 { return .agrees }
    if hasForwardWaybill(links) { return .disagrees }
    return stage == .shipped || stage == .signed ? .missing : .notKnown
  }

  /// Whether any waybill does not say `return`: where none is good, these are lost or refused.
  private func hasForwardWaybill(_ links: LinkState) -> Bool {
    guard links.waybills > 0 else { return false }
    let directions = waybills.codes(fields.direction)?.dictionary
    guard let returned = directions?.existingCode(of: "return") else { return true }
    var isAny = false
    forEachWaybill(of: links) { row in
      if waybills.code(row, fields.direction) != returned { isAny = true }
    }
    return isAny
  }

  func invoice(_ row: Int, _ links: LinkState, _ stage: OrderStage) -> FlowPart {
    guard fed.invoices else { return .notKnown }
    guard links.invoices > 0 else { return stage == .signed ? .missing : .notKnown }
    let difference = links.invoiced.subtractingReportingOverflow(due(row))
    let isEqual = !difference.overflow && difference.partialValue.magnitude <= 100
    return isEqual && areOfSeller(row, links) ? .agrees : .disagrees
  }

  /// Whether all invoices of an order are of its seller.
  private func areOfSeller(_ row: Int, _ links: LinkState) -> Bool {
    let seller = orders.code(row, fields.orderSeller)
    guard links.seller == LinkState.severalSellers else { return links.seller == seller }
    var areAll = true
    forEachInvoice(ofId: orders.code(row, fields.orderId)) { invoice in
      if invoices.code(invoice, fields.invoiceSeller) != seller { areAll = false }
    }
    return areAll
  }

  /// What the order's invoices should sum up to: what was paid, else the amount.
  func due(_ row: Int) -> Int64 {
    let paid = orders.number(row, fields.paid)
    return paid == RecordBatch.absent ? orders.number(row, fields.amount) : paid
  }

  /// The named contract exists, names the seller as a party and is in force on the day of the order.
  func contractPart(_ row: Int) -> FlowPart {
    guard fed.contracts, orders.code(row, fields.orderContract) != 0 else {
      return .notKnown
    }
    guard let contract = contract(of: row) else { return .missing }
    let seller = orders.code(row, fields.orderSeller)
    let isParty =
      contracts.code(contract, fields.partyA) == seller
      || contracts.code(contract, fields.partyB) == seller
    return isParty && isInForce(contract, on: orders.number(row, fields.placedAt))
      ? .agrees : .disagrees
  }

  /// Whether a contract is in force on the day of an instant.
  ///
  /// It is from `effective_at`, else `signed_at`, until `expires_at`, else for ever, both days
  /// included; a draft never is.
  private func isInForce(_ contract: Int, on instant: Int64) -> Bool {
    guard instant != RecordBatch.absent else { return true }
    if let states = contracts.codes(fields.contractState),
      states.dictionary.existingCode(of: "draft") == states.cells[contract],
      states.cells[contract] != 0
    {
      return false
    }
    let day = Timestamp(microseconds: instant).date.daysSinceEpoch
    let effective = contracts.number(contract, fields.effectiveAt)
    let start =
      effective == RecordBatch.absent
      ? contracts.number(contract, fields.contractSigned) : effective
    let end = contracts.number(contract, fields.expiresAt)
    if start != RecordBatch.absent, day < Timestamp(microseconds: start).date.daysSinceEpoch {
      return false
    }
    return end == RecordBatch.absent || day <= Timestamp(microseconds: end).date.daysSinceEpoch
  }

  func funds(_ row: Int) -> FlowPart {
    let paid = orders.number(row, fields.paid)
    guard paid != RecordBatch.absent else { return .notKnown }
    let payee = orders.code(row, fields.payee)
    let isRight = payee == 0 || payee == orders.code(row, fields.orderSeller)
    return isRight && paid <= orders.number(row, fields.amount) ? .agrees : .disagrees
  }
}
