import Commerce
import Statistics

// Documents come in an order of their own, so that each touches memory far from the last. Reading what
// a block of rows will need, without depending on it, lets the processor wait for all of it at once.
extension OrderLinks {
  private static let blockRows = 64

  /// Makes room for the ids that new rows name: for the highest code among them, so that a library
  /// of many orders does not stop at its first invoice.
  func reserveStates(for rows: Range<Int>, of column: CodeColumn?) {
    guard let column else { return }
    var highest: UInt32 = 0
    for run in segmentRanges(rows) { highest = max(highest, column.cells.newRows(run).max() ?? 0) }
    states.ensure(Int(highest) + 1, filledWith: LinkState())
  }

  /// Calls `body` for blocks of rows whose order ids and orders have just been read; not at all where
  /// no row names an order.
  func forEachBlock(
    of rows: Range<Int>, in table: Table, naming field: Int, _ body: (Range<Int>) -> Void
  ) {
    guard let cells = table.codes(field)?.cells else { return }
    let sellers = orders.codes(fields.orderSeller)?.cells
    for block in segmentRanges(rows, atMost: OrderLinks.blockRows) {
      var sum: UInt32 = 0
      let codes = cells.newRows(block)
      for code in codes { sum &+= states[Int(code)].invoices &+ orderIndex.entry(code: code) }
      for code in codes {
        guard let row = orderIndex.firstRow(code: code) else { continue }
        sum &+= UInt32(verdicts[row]) &+ UInt32(orders.status[row])
        if let sellers { sum &+= sellers[row] }
      }
      warmed = sum
      body(block)
    }
  }

  /// Reads what the verdicts over the changed orders ask for.
  func warmChanged() {
    let words = orders.codes(fields.orderState)?.cells
    let amounts = orders.numbers(fields.amount)?.cells
    var sum: UInt32 = 0
    for row in changed {
      if let words { sum &+= words[Int(row)] }
      if let amounts { sum &+= UInt32(truncatingIfNeeded: amounts[Int(row)]) }
    }
    warmed = sum
  }
}
