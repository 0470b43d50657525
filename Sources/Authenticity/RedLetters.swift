import Commerce
import Library
import Statistics

/// Tells red letters, invoices that take back another, and refunds: their amounts are negative by
/// right.
enum RedLetters {
  private static let invoice = RecordClass.invoice.schema
  private static let order = RecordClass.order.schema
  private static let marks = [invoice["op"], invoice["blue_number"], invoice["red_reason"]]

  /// Whether an invoice is a red letter: by its operation, or because it names a blue one or a
  /// reason.
  static func isRed(_ row: Int, in table: Table) -> Bool {
    table.key(row, invoice["op"]).equals("red")
      || !table.key(row, invoice["blue_number"]).isEmpty
      || !table.key(row, invoice["red_reason"]).isEmpty
  }

  /// Whether any invoice could be one: whether a feed has given a field that tells.
  static func canOccur(in table: Table) -> Bool { marks.contains { table.codes($0) != nil } }

  /// Whether an order is the record of a refund.
  static func isRefund(_ row: Int, in table: Table) -> Bool {
    table.key(row, order["op"]).equals("red")
      || table.key(row, order["state"]).equals("refunded")
  }
}
