/// A rate of value-added tax or of the simplified levy, with the days on which it was in force.
///
/// Sources: Caishui [2017] 37, [2018] 32, Announcement 2019 No. 39, the VAT Law of 2026-01-01;
/// the levy of 1 % by the announcements that prolong it to 2027-12-31.
public struct TaxRate: Hashable, Sendable {
  /// In ten-thousandths: 1300 is 13 %.
  public let tenThousandths: Int64
  /// Days since 1970 of the first day; `Int.min` where the rate is older than the tables.
  public let firstDay: Int
  /// Days since 1970 of the last day; `Int.max` where the rate still stands.
  public let lastDay: Int

  /// Whether this rate (ten-thousandths) was in force on the day (since 1970): a warning where it
  /// was in force on other days only, and where it never was.
  public static func verdict(tenThousandths rate: Int64, onDay day: Int) -> Verdict {
    var isKnown = false
    for entry in all where entry.tenThousandths == rate {
      if day >= entry.firstDay && day <= entry.lastDay { return .valid }
      isKnown = true
    }
    return .suspicious(isKnown ? .rateNotInForce : .unknownRate)
  }

  /// The rates in force on a day, ascending, in ten-thousandths.
  public static func inForce(onDay day: Int) -> [Int64] {
    Set(all.filter { day >= $0.firstDay && day <= $0.lastDay }.map(\.tenThousandths)).sorted()
  }

  private init(_ tenThousandths: Int64, from first: CivilDate? = nil, to last: CivilDate? = nil) {
    self.tenThousandths = tenThousandths
    firstDay = first?.daysSinceEpoch ?? .min
    lastDay = last?.daysSinceEpoch ?? .max
  }

  /// Every rate; one that was in force twice has two entries.
  public static let all: [TaxRate] = [
    TaxRate(1700, to: CivilDate(year: 2018, month: 4, day: 30)),
    TaxRate(
      1600, from: CivilDate(year: 2018, month: 5, day: 1),
      to: CivilDate(year: 2019, month: 3, day: 31)),
    TaxRate(1300, to: CivilDate(year: 2017, month: 6, day: 30)),
    TaxRate(1300, from: CivilDate(year: 2019, month: 4, day: 1)),
    TaxRate(1100, to: CivilDate(year: 2018, month: 4, day: 30)),
    TaxRate(
      1000, from: CivilDate(year: 2018, month: 5, day: 1),
      to: CivilDate(year: 2019, month: 3, day: 31)),
    TaxRate(900, from: CivilDate(year: 2019, month: 4, day: 1)),
    TaxRate(600),
    TaxRate(500),
    TaxRate(300),
    TaxRate(150),
    TaxRate(
      100, from: CivilDate(year: 2020, month: 3, day: 1),
      to: CivilDate(year: 2027, month: 12, day: 31)),
    TaxRate(50, from: CivilDate(year: 2020, month: 5, day: 1)),
    TaxRate(0),
  ]
}
