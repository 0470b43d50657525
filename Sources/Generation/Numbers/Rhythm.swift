import Commerce

/// When orders are placed: the n-th order has its second, never decreasing in n.
///
/// Hours of the day, days of the week and promotion days have weights.
struct Rhythm {
  /// The first day.
  let start: CivilDate
  let days: Int
  let orders: Int
  /// Weights of all hours before each hour (hours + 1 × 1).
  private let weightsBefore: [Int]

  init(start: CivilDate, days: Int, orders: Int, isFlat: Bool = false) {
    self.start = start
    self.days = days
    self.orders = orders
    var sum = 0
    var sums = [0]
    for day in 0..<days {
      let date = CivilDate(daysSinceEpoch: start.daysSinceEpoch + day)
      for hour in 0..<24 {
        sum += isFlat ? 1 : Rhythm.weight(hour: hour, of: date)
        sums.append(sum)
      }
    }
    weightsBefore = sums
  }

  /// Seconds since 1970 at which order `index` (0 to orders − 1) is placed.
  ///
  /// `jitter`, 0–3599, moves the order within its share of the hour.
  func second(of index: Int, jitter: Int) -> Int {
    var low = 0
    var high = weightsBefore.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if ordersBefore(middle) <= index { low = middle } else { high = middle }
    }
    let before = ordersBefore(low)
    let count = max(1, ordersBefore(low + 1) - before)
    return startSecond + low * 3600 + ((index - before) * 3600 + jitter) / count
  }

  /// The first order that cannot be placed before `second`; the first of all for early seconds, the
  /// number of all for late ones.
  func firstOrder(from second: Int) -> Int {
    let elapsed = min(max(0, second - startSecond), days * 86_400)
    let before = ordersBefore(elapsed / 3600)
    guard elapsed < days * 86_400 else { return before }
    let count = ordersBefore(elapsed / 3600 + 1) - before
    return before + (elapsed % 3600 * count + 3599) / 3600
  }

  /// Midnight in +08:00 of the first day, in seconds since 1970.
  var startSecond: Int { Int(Timestamp(start).seconds) }

  /// Midnight after the last day.
  var endSecond: Int { startSecond + days * 86_400 }

  private func ordersBefore(_ hour: Int) -> Int {
    let total = weightsBefore[weightsBefore.count - 1]
    return Int(Int128(orders) * Int128(weightsBefore[hour]) / Int128(total))
  }

  /// How busy an hour is, an ordinary Monday noon being about 9,000.
  private static func weight(hour: Int, of date: CivilDate) -> Int {
    hourWeights[hour] * weekdayPercents[date.weekday - 1] * promotionPercent(date) / 100
  }

  /// 300 on a day with three times the usual orders, 100 on a usual one.
  static func promotionPercent(_ date: CivilDate) -> Int {
    switch (date.month, date.day) {
    case (11, 11): 420
    case (6, 18): 330
    case (12, 12): 210
    case (11, 1), (6, 1): 180
    case (3, 8): 150
    case (11, 2...10), (6, 2...17): 120
    case (11, 12...14), (6, 19...21): 85
    default: 100
    }
  }

  private static let hourWeights = [
    22, 13, 8, 6, 5, 7, 16, 32, 54, 78, 96, 92, 84, 82, 86, 88, 86, 82, 80, 96, 124, 136, 108, 56,
  ]
  private static let weekdayPercents = [100, 98, 97, 99, 104, 112, 115]
}
