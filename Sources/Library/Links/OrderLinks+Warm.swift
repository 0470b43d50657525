import CProcessor
import Commerce
import Statistics

// Documents come in an order of their own, so that each touches memory far from the last. What a
// block of rows will need is asked for ahead, so that the processor waits for all of it at once.
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

  /// Calls `body` for blocks of rows whose order ids have just been asked for, and their orders where
  /// they will be marked; not at all where no row names an order.
  func forEachBlock(
    of rows: Range<Int>, in table: Table, naming field: Int, _ body: (Range<Int>) -> Void
  ) {
    guard let cells = table.codes(field)?.cells else { return }
    for block in segmentRanges(rows, atMost: OrderLinks.blockRows) {
      let codes = cells.newRows(block)
      for code in codes { prefetch_line(states.address(of: Int(code))) }
      if !areManyChanged, judgedCount > 0 { askForOrders(codes) }
      body(block)
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
