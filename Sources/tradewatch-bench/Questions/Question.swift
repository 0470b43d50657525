import Commerce

/// One of the ten questions that every engine is asked of the same files.
struct Question: Sendable {
  /// `q1` to `q10`, as in the figures and answers of the other engines.
  let name: String
  let recordClass: RecordClass
  var dimensions: [String] = []
  var measures: [String] = []
  var filter: String?
  /// How many groups, the largest by the first measure; `nil` for all.
  var top: Int?
  /// Conditions under which the records of each group are counted besides: a column each.
  var countedConditions: [String] = []

  /// The questions of orders alone.
  static let ofOrders = all.filter { ["q1", "q2", "q3", "q4", "q5", "q8", "q9"].contains($0.name) }

  static let all: [Question] = [
    Question(
      name: "q1", recordClass: .order, dimensions: ["province"],
      measures: ["count()", "sum(amount)"]),
    Question(
      name: "q2", recordClass: .order, dimensions: ["category", "hour_of_day"],
      measures: ["count()", "sum(amount)"]),
    Question(
      name: "q3", recordClass: .order, dimensions: ["seller"],
      measures: ["sum(amount)", "count()"], top: 20),
    Question(
      name: "q4", recordClass: .order, dimensions: ["province"], measures: ["distinct(buyer)"]),
    Question(
      name: "q5", recordClass: .order, dimensions: ["category"],
      measures: ["p50(amount)", "p90(amount)", "p99(amount)"]),
    Question(
      name: "q6", recordClass: .waybill, dimensions: ["carrier", "province"],
      measures: ["count()", "p50(delivery_hours)", "p90(delivery_hours)", "p99(delivery_hours)"],
      filter: "delivery_hours >= 0"),
    Question(
      name: "q7", recordClass: .order, dimensions: ["province"], measures: ["count()"],
      countedConditions: [
        "invoice_count = 0", "waybill_count = 0",
        "invoice_difference > 0.01 or invoice_difference < -0.01",
      ]),
    Question(
      name: "q8", recordClass: .order, dimensions: ["category"],
      measures: ["hhi(sum(amount), seller)", "cr(sum(amount), seller, 4)"]),
    Question(
      name: "q9", recordClass: .order, dimensions: ["province", "day"],
      measures: ["sum(amount)", "growth(sum(amount), 1d)"]),
    Question(name: "q10", recordClass: .order),
  ]

  /// A filter that somebody at the screen might set; it keeps about half of the records.
  var halvingFilter: String {
    recordClass == .waybill ? "carrier in (SF, ZTO, YTO)" : "channel != app"
  }
}
