import Commerce
import Statistics

// What the append path changes. `rows` are the new rows of a class that are live after their batch,
// `retired` those of earlier batches that no longer are.
extension OrderLinks {
  func addOrders(_ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    verdicts.append(repeating: Flows.open.rawValue, count: rows.count)
    for row in retired { removeOrder(Int(row)) }
    for row in rows where orders.isLive(row) { addOrder(row) }
  }

  private func addOrder(_ row: Int) {
    let code = orders.code(row, fields.orderId)
    let first = orderIndex.firstRow(code: code)
    if first != row || (!sharedIds.isEmpty && sharedIds[code] != nil) {
      let before = order(withId: code)
      shareId(code, with: row, first: first)
      if case .one(let other) = before, other != row { markChanged(other) }
    }
    let contract = Int(orders.code(row, fields.orderContract))
    if contract != 0 {
      while namedBy.count <= contract { namedBy.append([]) }
      namedBy[contract].append(UInt32(row))
    }
    markChanged(row)
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
    for row in retired { countInvoice(Int(row), isAdded: false) }
    forEachBlock(of: rows, in: invoices, naming: fields.invoiceOrder) { block in
      for row in block where invoices.isLive(row) { countInvoice(row, isAdded: true) }
    }
  }

  private func countInvoice(_ row: Int, isAdded: Bool) {
    let code = invoices.code(row, fields.invoiceOrder)
    guard code != 0 else { return }
    var state = states[Int(code)]
    let gross = invoices.number(row, fields.gross)
    let units = gross == RecordBatch.absent ? 0 : gross
    if isAdded {
      state.add(seller: invoices.code(row, fields.invoiceSeller))
      state.invoiced &+= units
      state.invoices += 1
      olderInvoice[row] = state.newestInvoice
      state.newestInvoice = UInt32(row + 1)
    } else {
      state.invoiced &-= units
      state.invoices -= 1
    }
    states[Int(code)] = state
    markChanged(orderOf: code)
  }

  func addWaybills(_ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    olderWaybill.append(repeating: 0, count: rows.count)
    reserveStates(for: rows, of: waybills.codes(fields.waybillOrder))
    let failed = failedStates.all(of: waybills.codes(fields.waybillState)?.dictionary)
    let returns = returnDirections.all(of: waybills.codes(fields.direction)?.dictionary)
    for row in retired { countWaybill(Int(row), isAdded: false, failed, returns) }
    forEachBlock(of: rows, in: waybills, naming: fields.waybillOrder) { block in
      for row in block where waybills.isLive(row) {
        countWaybill(row, isAdded: true, failed, returns)
      }
    }
  }

  private func countWaybill(_ row: Int, isAdded: Bool, _ failed: [Bool], _ returns: [Bool]) {
    let code = waybills.code(row, fields.waybillOrder)
    guard code != 0 else { return }
    var state = states[Int(code)]
    let step: UInt32 = isAdded ? 1 : .max  // adding .max wraps to subtracting 1
    state.waybills &+= step
    if !returns[Int(waybills.code(row, fields.direction))],
      !failed[Int(waybills.code(row, fields.waybillState))]
    {
      state.goodWaybills &+= step
    }
    if isAdded {
      olderWaybill[row] = state.newestWaybill
      state.newestWaybill = UInt32(row + 1)
    }
    states[Int(code)] = state
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
