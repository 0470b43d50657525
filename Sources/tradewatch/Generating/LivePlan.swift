import Commerce
import Generation

/// A plan whose orders are placed as time passes, so that its stream runs with the clock.
struct LivePlan {
  /// What one order comes to in lines, with its versions, waybills and invoices.
  private static let linesPerOrder = 7
  private static let days = 28
  private static let daysBefore = 14
  /// Few, so that the stream soon comes to the orders.
  private static let sellers = 60

  var linesPerSecond: Int
  /// How many orders in all the days; `nil` for as many as the rate needs.
  var orders: Int?
  var seed: UInt64 = 1
  var defectsPerMillion: Int

  /// The stream that begins at a moment, in the middle of the plan's days.
  func stream(from start: Timestamp) -> JSONStream {
    let needed = linesPerSecond * 86_400 * LivePlan.days / LivePlan.linesPerOrder
    let today = start.date.daysSinceEpoch
    let plan = GenerationPlan(
      orders: orders ?? max(1, needed), seed: seed, defectsPerMillion: defectsPerMillion,
      start: CivilDate(daysSinceEpoch: today - LivePlan.daysBefore), days: LivePlan.days,
      isFlat: true, sellers: LivePlan.sellers)
    return JSONStream(plan, from: start)
  }
}
