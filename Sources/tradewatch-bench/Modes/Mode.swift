/// What a run measures.
enum Mode: String, CaseIterable {
  /// Cold: orders into the library, then the questions of orders.
  case orders
  /// As `orders`: there is no cheaper way, because no column can be left out.
  case ordersMin = "orders-min"
  /// Cold: orders and the first question; besides, how soon the first rows were shown.
  case first
  /// Cold: orders, invoices and waybills, then all questions.
  case all
  /// All three loaded: each question once more after one more record, and after a change of filter.
  case hot
  /// Orders loaded, then ten times 10,000 more and the questions of orders.
  case live
  /// Orders and commodities, then counts of broken records.
  case validate
  /// Orders as JSON Lines.
  case jsonl
  /// Orders with and without checks, in turn.
  case checks
  /// The innermost loops one by one, over inputs of their own.
  case micro

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
