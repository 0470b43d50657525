import CProcessor
import Commerce
import Statistics

// Documents come in an order of their own, so that each touches memory far from the last. What rows
// further on will need is asked for ahead, so that the processor waits for many at once.
extension OrderLinks {
  /// How far ahead states are asked for.
  private static let rowsAhead = 32
  private static let blockRows = 64

  /// Makes room for the ids that new rows name: for the highest code among them, so that a library
  /// of many orders does not stop at its first invoice.
  func reserveStates(for rows: Range<Int>, of column: CodeColumn?) {
    guard let column else { return }
    var highest: UInt32 = 0
    for run in segmentRanges(rows) { highest = max(highest, column.cells.newRows(run).max() ?? 0) }
    states.ensure(Int(highest) + 1, filledWith: LinkState())
  }

  /// Calls `body` with each new live row of a run that names an order, as its index in the run, and
  /// what names that order's id; there must be room for its code.
  @inline(__always)
  func forEachState(
    of run: Range<Int>, in table: Table, naming field: Int,
    _ body: (_ index: Int, _ state: inout LinkState) -> Void
  ) {
    guard let codes = table.newCodes(field, run) else { return }
    let status = table.status.rows(run)
    for code in codes.prefix(OrderLinks.rowsAhead) { askForState(code) }
    for index in codes.indices {
      if index &+ OrderLinks.rowsAhead < codes.count {
        askForState(codes[index &+ OrderLinks.rowsAhead])
      }
      let code = codes[index]
      guard code != 0, status[index] == RowStatus.live.rawValue else { continue }
      var state = states[Int(code)]
      body(index, &state)
      states[Int(code)] = state
    }
  }

  @inline(__always)
  private func askForState(_ code: UInt32) { prefetch_line(states.address(of: Int(code))) }

  /// Marks the orders that new live rows name, where any order has been judged.
  func markOrders(of rows: Range<Int>, in table: Table, naming field: Int) {
    guard !areManyChanged, judgedCount > 0 else { return }
    for block in segmentRanges(rows, atMost: OrderLinks.blockRows) {
      guard let codes = table.newCodes(field, block) else { return }
      askForOrders(codes)
      for row in block where table.isLive(row) {
        let code = codes[row - block.lowerBound]
        if code != 0 { markChanged(orderOf: code) }
      }
    }
  }

  private func askForOrders(_ codes: UnsafeBufferPointer<UInt32>) {
    for code in codes { orderIndex.prefetch(code) }
    for code in codes {
      guard let row = orderIndex.firstRow(code: code) else { continue }
      prefetch_line(verdicts.address(of: row))
      prefetch_line(orders.status.address(of: row))
    }
  }
}
