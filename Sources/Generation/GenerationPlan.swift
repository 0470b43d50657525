public import Commerce

/// What is to be generated: equal plans give equal bytes on any machine.
public struct GenerationPlan: Equatable, Sendable {
  /// At least 1.
  public var orders: Int
  public var seed: UInt64
  /// The share of orders beside which one defect is planted, in millionths; 0 for clean records.
  ///
  /// The kinds of defects take turns.
  public var defectsPerMillion: Int
  /// The day of the first orders.
  public var start: CivilDate
  /// At least 1.
  public var days: Int
  /// Whether orders come evenly, without the rhythm of days, weeks and promotions.
  public var isFlat: Bool
  /// How many times faster than usual parcels, invoices and refunds follow an order; at least 1.
  public var haste: Int
  /// Enterprises that sell, at least 1; `nil` for as many as suit the orders.
  public var sellers: Int?

  public init(
    orders: Int, seed: UInt64 = 1, defectsPerMillion: Int = 0,
    start: CivilDate = CivilDate(year: 2026, month: 5, day: 25), days: Int = 28,
    isFlat: Bool = false, sellers: Int? = nil, haste: Int = 1
  ) {
    precondition(orders > 0, "GenerationPlan: orders must be above zero, are \(orders)")
    precondition(days > 0, "GenerationPlan: days must be above zero, are \(days)")
    precondition(
      (0...1_000_000).contains(defectsPerMillion),
      "GenerationPlan: defects must be 0 to 1000000 per million, are \(defectsPerMillion)")
    precondition(haste > 0, "GenerationPlan: haste must be above zero, is \(haste)")
    precondition(sellers ?? 1 > 0, "GenerationPlan: sellers must be above zero")
    self.orders = orders
    self.seed = seed
    self.defectsPerMillion = defectsPerMillion
    self.start = start
    self.days = days
    self.isFlat = isFlat
    self.sellers = sellers
    self.haste = haste
  }
}

extension GenerationPlan {
  /// A market whose records keep pace with the clock at so many lines a second, for a stream that
  /// begins `now`: its times stay near those at which they are written.
  ///
  /// In its first hours an order makes two lines, placed and paid; nothing was sent yet.
  public static func live(
    linesPerSecond: Int, at now: Timestamp, seed: UInt64 = 1, defectsPerMillion: Int = 0
  ) -> GenerationPlan {
    GenerationPlan(
      orders: max(1, linesPerSecond * 7 * 86_400 / 2), seed: seed,
      defectsPerMillion: defectsPerMillion, start: now.date, days: 7, isFlat: true, sellers: 150)
  }

  /// Days of the replay's market that lie before `now`: enough for parcels that are late after 72
  /// hours and for a change against the day before.
  public static let replayHistoryDays = 4

  /// A market of some 6,000 orders a day whose records are about one in two seconds, begun before
  /// `now`, with a defect now and then: what `watch` replays when it is given no feed.
  ///
  /// Parcels are quick there, so that these days show orders in all states.
  public static func replay(at now: Timestamp, seed: UInt64 = 2016) -> GenerationPlan {
    let start = CivilDate(daysSinceEpoch: now.date.daysSinceEpoch - replayHistoryDays - 1)
    return GenerationPlan(
      orders: 84_000, seed: seed, defectsPerMillion: 20_000, start: start, days: 14, sellers: 150,
      haste: 2)
  }
}
