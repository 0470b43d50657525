/// An instant, in microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// The offset of China Standard Time, the zone of every printed time and derived dimension.
  public static let chinaOffsetSeconds: Int64 = 28_800

  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }
  public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

  /// Midnight, or a later second, of a day in +08:00.
  public init(_ date: CivilDate, secondOfDay: Int64 = 0) {
    self.init(
      seconds: Int64(date.daysSinceEpoch) * 86_400 + secondOfDay - Timestamp.chinaOffsetSeconds)
  }

  /// Whole seconds since 1970, rounded down.
  public var seconds: Int64 { floorDivide(microseconds, 1_000_000) }

  /// Seconds since 1970-01-01T00:00 on a clock in +08:00: the base of all calendar dimensions.
  public var chinaSeconds: Int64 { seconds + Timestamp.chinaOffsetSeconds }

  /// The day in +08:00.
  public var date: CivilDate { CivilDate(daysSinceEpoch: Int(floorDivide(chinaSeconds, 86_400))) }

  /// Seconds since midnight in +08:00.
  public var secondOfDay: Int { Int(chinaSeconds - floorDivide(chinaSeconds, 86_400) * 86_400) }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in +08:00, with a fraction only where there is one: `2026-06-01T13:05:00+08:00`.
  public var description: String { "\(date)T\(clock)\(fraction)+08:00" }

  /// `13:05:00`, in +08:00.
  public var clock: String {
    let second = secondOfDay
    return "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }

  private var fraction: String {
    let rest = Int(microseconds - seconds * 1_000_000)
    guard rest != 0 else { return "" }
    var digits = padded(rest, 6)
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}

/// `value` ÷ `divisor`, rounded towards −∞; `divisor` must be positive.
@inlinable
public func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
