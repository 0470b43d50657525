import Commerce

/// How far back the period lies that `growth` compares with.
public enum GrowthPeriod: String, CaseIterable, Hashable, Sendable {
  case day = "1d"
  case week = "7d"
  case month = "1mo"
  case year = "1y"

  private var days: Int64? {
    switch self {
    case .day: 1
    case .week: 7
    case .month, .year: nil
    }
  }

  private var months: Int { self == .year ? 12 : 1 }

  /// The same clock time one period earlier in +08:00; the month's last day where it has no such day.
  func before(_ instant: Timestamp) -> Timestamp {
    if let days {
      return Timestamp(microseconds: instant.microseconds - days * 86_400_000_000)
    }
    let earlier = instant.date.addingMonths(-months)
    let moved = Int64(earlier.daysSinceEpoch - instant.date.daysSinceEpoch)
    return Timestamp(microseconds: instant.microseconds + moved * 86_400_000_000)
  }

  /// The value of `unit` one period earlier; `nil` where the calendar has no such period.
  func before(_ value: Int64, of unit: CalendarUnit) -> Int64? {
    switch unit {
    case .minute: shift(value, dayLength: 1440)
    case .hour: shift(value, dayLength: 24)
    case .day: shift(value, dayLength: 1)
    case .week: self == .week ? value - 1 : self == .year ? weekBefore(value) : nil
    case .month: days == nil ? value - Int64(months) : nil
    case .quarter: self == .year ? value - 4 : nil
    case .year: self == .year ? value - 1 : nil
    case .hourOfDay, .weekday: nil
    }
  }

  private func shift(_ value: Int64, dayLength: Int64) -> Int64? {
    if let days { return value - days * dayLength }
    let day = floorDivide(value, dayLength)
    let date = CivilDate(daysSinceEpoch: Int(day))
    let earlier = date.addingMonths(-months)
    guard earlier.day == date.day else { return nil }
    return value + (Int64(earlier.daysSinceEpoch) - day) * dayLength
  }

  /// The week of the same number in the ISO year before.
  private func weekBefore(_ value: Int64) -> Int64? {
    let week = CivilDate(daysSinceEpoch: Int(value * 7)).isoWeek
    let text = "\(digits(week.year - 1, 4))-W\(digits(week.week, 2))"
    guard let earlier = CalendarUnit.week.value(of: text),
      CalendarUnit.week.text(earlier) == text
    else { return nil }
    return earlier
  }
}
