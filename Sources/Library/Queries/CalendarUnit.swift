import Commerce

/// A derived dimension of event time, whose value counts units from 1970 on a clock in +08:00.
public enum CalendarUnit: String, CaseIterable, Hashable, Sendable {
  /// Minutes, hours and days since 1970-01-01T00:00.
  case minute
  case hour
  case day
  /// Weeks since the one that began on Monday 1969-12-29.
  case week
  /// Months, quarters and years since the one of 1970-01-01; the year as it is written.
  case month
  case quarter
  case year
  /// 0–23.
  case hourOfDay = "hour_of_day"
  /// 1–7 from Monday.
  case weekday

  /// Whether the value is a plain number: a year, an hour of the day, a weekday.
  var isNumber: Bool { self == .year || self == .hourOfDay || self == .weekday }

  /// Whether the unit names one stretch of time, not a recurring one.
  var isPeriod: Bool { self != .hourOfDay && self != .weekday }

  var example: String {
    switch self {
    case .hourOfDay: "13"
    case .weekday: "1"
    default: text(value(at: Timestamp(seconds: 1_780_290_300)))
    }
  }

  /// The unit's value at an instant.
  func value(at instant: Timestamp) -> Int64 {
    switch self {
    case .minute: floorDivide(instant.chinaSeconds, 60)
    case .hour: floorDivide(instant.chinaSeconds, 3600)
    case .hourOfDay: Int64(instant.secondOfDay / 3600)
    case .day, .week, .month, .quarter, .year, .weekday:
      value(onDay: floorDivide(instant.chinaSeconds, 86_400))
    }
  }

  /// The value on a day since 1970-01-01, for units no finer than days.
  func value(onDay day: Int64) -> Int64 {
    switch self {
    case .week: return floorDivide(day + 3, 7)
    case .weekday: return Int64(CivilDate(daysSinceEpoch: Int(day)).weekday)
    case .month, .quarter, .year:
      let date = CivilDate(daysSinceEpoch: Int(day))
      if self == .year { return Int64(date.year) }
      let month = Int64((date.year - 1970) * 12 + date.month - 1)
      return self == .month ? month : floorDivide(month, 3)
    case .minute, .hour, .hourOfDay, .day: return day
    }
  }

  /// The printed form: `2026-06-01T13:05`, `2026-W23`, `2026-Q2`.
  func text(_ value: Int64) -> String {
    switch self {
    case .minute:
      let instant = Timestamp(seconds: value * 60 - Timestamp.chinaOffsetSeconds)
      return "\(instant.date)T\(instant.clock.prefix(5))"
    case .hour:
      let instant = Timestamp(seconds: value * 3600 - Timestamp.chinaOffsetSeconds)
      return "\(instant.date)T\(instant.clock.prefix(2))"
    case .day: return CivilDate(daysSinceEpoch: Int(value)).description
    case .week:
      let week = CivilDate(daysSinceEpoch: Int(value * 7)).isoWeek
      return "\(digits(week.year, 4))-W\(digits(week.week, 2))"
    case .month:
      let year = floorDivide(value, 12)
      return "\(digits(Int(1970 + year), 4))-\(digits(Int(value - year * 12) + 1, 2))"
    case .quarter:
      let year = floorDivide(value, 4)
      return "\(digits(Int(1970 + year), 4))-Q\(value - year * 4 + 1)"
    case .year, .hourOfDay, .weekday: return String(value)
    }
  }

  /// Reads the printed form; `nil` for any other text.
  func value(of text: String) -> Int64? {
    switch self {
    case .year, .hourOfDay, .weekday: return Int64(text)
    case .week, .quarter: return weekOrQuarter(text)
    case .month:
      guard text.utf8.count == 7, let day = Timestamp(text + "-01") else { return nil }
      return value(at: day)
    case .day:
      guard text.utf8.count == 10, let day = Timestamp(text) else { return nil }
      return value(at: day)
    case .hour:
      guard text.utf8.count == 13, let hour = Timestamp(text + ":00") else { return nil }
      return value(at: hour)
    case .minute:
      guard text.utf8.count == 16, let minute = Timestamp(text) else { return nil }
      return value(at: minute)
    }
  }

  /// Reads `2026-W23` or `2026-Q2`.
  private func weekOrQuarter(_ text: String) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1].dropFirst())
    else { return nil }
    let letter = parts[1].first
    if self == .quarter {
      guard letter == "Q", (1...4).contains(number) else { return nil }
      return Int64((year - 1970) * 4 + number - 1)
    }
    guard letter == "W", (1...53).contains(number) else { return nil }
    let fourth = CivilDate(year: year, month: 1, day: 4)
    return floorDivide(Int64(fourth.daysSinceEpoch) + 3, 7) + Int64(number - 1)
  }
}

/// `value` with leading zeros to `width` digits.
func digits(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
