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
    countStrangers(code)
    markChanged(row)
  }

  private func shareId(_ code: UInt32, with row: Int, first: Int?) {
    if let first, orders.isLive(first) { sharedIds[code, default: []].insert(UInt32(first)) }
    sharedIds[code, default: []].insert(UInt32(row))
  }

  private func removeOrder(_ row: Int) {
    let code = orders.code(row, fields.orderId)
    if flows(row) == .conflict { conflictChanges.append(UInt32(row)) }
    guard !sharedIds.isEmpty, sharedIds[code]?.remove(UInt32(row)) != nil else { return }
    countStrangers(code)
    if case .one(let other) = order(withId: code) { markChanged(other) }
  }

  /// Counts again which invoices of an id are not of its order's seller.
  private func countStrangers(_ code: UInt32) {
    guard Int(code) < states.count, states[Int(code)].invoices > 0,
      case .one(let row) = order(withId: code)
    else { return }
    let seller = orders.code(row, fields.orderSeller)
    var strangers: UInt32 = 0
    forEachInvoice(ofId: code) { invoice in
      if invoices.code(invoice, fields.invoiceSeller) != seller { strangers += 1 }
    }
    states[Int(code)].strangers = strangers
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
    state.invoiced = isAdded ? state.invoiced &+ units : state.invoiced &- units
    state.invoices = isAdded ? state.invoices + 1 : state.invoices - 1
    if isAdded {
      olderInvoice[row] = state.newestInvoice
      state.newestInvoice = UInt32(row + 1)
    }
    if case .one(let order) = order(withId: code) {
      if invoices.code(row, fields.invoiceSeller) != orders.code(order, fields.orderSeller) {
        state.strangers = isAdded ? state.strangers &+ 1 : state.strangers &- 1
      }
      markChanged(order)
    }
    states[Int(code)] = state
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
    if !returns[Int(waybills.code(row, fields.direction))] {
      if failed[Int(waybills.code(row, fields.waybillState))] {
        state.failedWaybills &+= step
      } else {
        state.goodWaybills &+= step
      }
    }
    if isAdded {
      olderWaybill[row] = state.newestWaybill
      state.newestWaybill = UInt32(row + 1)
    }
    states[Int(code)] = state
    if case .one(let order) = order(withId: code) { markChanged(order) }
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

  private func markChanged(_ row: Int) {
    let verdict = verdicts[row]
    guard verdict & 0x80 == 0 else { return }
    verdicts[row] = verdict | 0x80
    changed.append(UInt32(row))
  }

  /// Judges the orders whose links changed, and touches those that came in earlier batches.
  func judgeChanged(newRows: Range<Int>) {
    let stages = stages.all(of: orders.codes(fields.orderState)?.dictionary)
    warmChanged()
    for row in changed {
      judge(Int(row), stages)
      if !newRows.contains(Int(row)) { orders.touch(Int(row)) }
    }
    changed.removeAll(keepingCapacity: true)
  }

  /// Judges all orders again, because a class has its first feed.
  func judgeAll() {
    let stages = stages.all(of: orders.codes(fields.orderState)?.dictionary)
    for row in 0..<verdicts.count where orders.isLive(row) { judge(row, stages) }
    if orders.count > 0 { orders.startEpoch() }
  }

  private func judge(_ row: Int, _ stages: [OrderStage]) {
    let before = flows(row)
    let verdict = orders.isLive(row) ? verdict(row, stages: stages) : before
    verdicts[row] = verdict.rawValue
    if before != verdict, before == .conflict || verdict == .conflict {
      conflictChanges.append(UInt32(row))
    }
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
    var next = states[Int(code)].newestWaybill
    while next != 0 {
      let row = Int(next) - 1
      if waybills.isLive(row) { body(row) }
      next = olderWaybill[row]
    }
  }
}
