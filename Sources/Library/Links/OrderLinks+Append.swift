import Commerce
import Statistics

// What the append path changes. `rows` are the new rows of a class that are live after their batch,
// `retired` those of earlier batches that no longer are.
extension OrderLinks {
  func addOrders(_ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    verdicts.append(repeating: Flows.open.rawValue, count: rows.count)
    for row in retired { removeOrder(Int(row)) }
    for run in segmentRanges(rows) {
      let status = orders.status.rows(run)
      let codes = orders.newCodes(fields.orderId, run)
      let contracts = orders.newCodes(fields.orderContract, run)
      for row in run where status[row - run.lowerBound] == RowStatus.live.rawValue {
        addOrder(row, code: codes?[row - run.lowerBound] ?? 0)
        guard let contract = contracts?[row - run.lowerBound], contract != 0 else { continue }
        while namedBy.count <= Int(contract) { namedBy.append([]) }
        namedBy[Int(contract)].append(UInt32(row))
      }
    }
  }

  /// A new row has not been judged, so it needs no mark; one that had the id alone does.
  @inline(__always)
  private func addOrder(_ row: Int, code: UInt32) {
    let first = orderIndex.firstRow(code: code)
    guard first != row || (!sharedIds.isEmpty && sharedIds[code] != nil) else { return }
    let before = order(withId: code)
    shareId(code, with: row, first: first)
    if case .one(let other) = before, other != row { markChanged(other) }
  }

  private func shareId(_ code: UInt32, with row: Int, first: Int?) {
    if let first, orders.isLive(first) { sharedIds[code, default: []].insert(UInt32(first)) }
    sharedIds[code, default: []].insert(UInt32(row))
  }

  private func removeOrder(_ row: Int) {
    let code = orders.code(row, fields.orderId)
    if verdicts[row] & ~OrderLinks.changedMark == Flows.conflict.rawValue {
      conflictChanges.append(UInt32(row))
    }
    guard !sharedIds.isEmpty, sharedIds[code]?.remove(UInt32(row)) != nil else { return }
    if case .one(let other) = order(withId: code) { markChanged(other) }
  }

  func addInvoices(_ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    olderInvoice.append(repeating: 0, count: rows.count)
    reserveStates(for: rows, of: invoices.codes(fields.invoiceOrder))
    for row in retired { removeInvoice(Int(row)) }
    for run in segmentRanges(rows) {
      let grosses = invoices.newNumbers(fields.gross, run)
      let sellers = invoices.newCodes(fields.invoiceSeller, run)
      let older = olderInvoice.mutableRows(run)
      forEachState(of: run, in: invoices, naming: fields.invoiceOrder) { index, state in
        let gross = grosses?[index] ?? RecordBatch.absent
        state.add(seller: sellers?[index] ?? 0)
        state.invoiced &+= gross == RecordBatch.absent ? 0 : gross
        state.invoices += 1
        older[index] = state.newestInvoice
        state.newestInvoice = UInt32(run.lowerBound + index + 1)
      }
    }
    markOrders(of: rows, in: invoices, naming: fields.invoiceOrder)
  }

  private func removeInvoice(_ row: Int) {
    let code = invoices.code(row, fields.invoiceOrder)
    guard code != 0 else { return }
    let gross = invoices.number(row, fields.gross)
    states[Int(code)].invoiced &-= gross == RecordBatch.absent ? 0 : gross
    states[Int(code)].invoices -= 1
    markChanged(orderOf: code)
  }

  func addWaybills(_ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    olderWaybill.append(repeating: 0, count: rows.count)
    reserveStates(for: rows, of: waybills.codes(fields.waybillOrder))
    let failed = failedStates.all(of: waybills.codes(fields.waybillState)?.dictionary)
    let returns = returnDirections.all(of: waybills.codes(fields.direction)?.dictionary)
    for row in retired { removeWaybill(Int(row), failed, returns) }
    for run in segmentRanges(rows) {
      let directions = waybills.newCodes(fields.direction, run)
      let words = waybills.newCodes(fields.waybillState, run)
      let older = olderWaybill.mutableRows(run)
      forEachState(of: run, in: waybills, naming: fields.waybillOrder) { index, state in
        let isGood =
          !returns[Int(directions?[index] ?? 0)] && !failed[Int(words?[index] ?? 0)]
        state.waybills += 1
        state.goodWaybills += isGood ? 1 : 0
        older[index] = state.newestWaybill
        state.newestWaybill = UInt32(run.lowerBound + index + 1)
      }
    }
    markOrders(of: rows, in: waybills, naming: fields.waybillOrder)
  }

  private func removeWaybill(_ row: Int, _ failed: [Bool], _ returns: [Bool]) {
    let code = waybills.code(row, fields.waybillOrder)
    guard code != 0 else { return }
    states[Int(code)].waybills -= 1
    if !returns[Int(waybills.code(row, fields.direction))],
      !failed[Int(waybills.code(row, fields.waybillState))]
    {
      states[Int(code)].goodWaybills -= 1
    }
    markChanged(orderOf: code)
  }

  func addContracts(_ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    for row in retired { markOrders(naming: contracts.code(Int(row), fields.contractId)) }
    for row in rows where contracts.isLive(row) {
      markOrders(naming: contracts.code(row, fields.contractId))
    }
  }

  private func markOrders(naming code: UInt32) {
    guard Int(code) < namedBy.count else { return }
    for row in namedBy[Int(code)] where orders.isLive(Int(row)) { markChanged(Int(row)) }
  }
}

// The documents of an order id, newest first.
extension OrderLinks {
  func forEachInvoice(ofId code: UInt32, _ body: (Int) -> Void) {
    guard Int(code) < states.count else { return }
    var next = states[Int(code)].newestInvoice
    while next != 0 {
      let row = Int(next) - 1
      if invoices.isLive(row) { body(row) }
      next = olderInvoice[row]
    }
  }

  func forEachWaybill(ofId code: UInt32, _ body: (Int) -> Void) {
    guard Int(code) < states.count else { return }
    forEachWaybill(of: states[Int(code)], body)
  }

  func forEachWaybill(of links: LinkState, _ body: (Int) -> Void) {
    var next = links.newestWaybill
    while next != 0 {
      let row = Int(next) - 1
      if waybills.isLive(row) { body(row) }
      next = olderWaybill[row]
    }
  }
}
