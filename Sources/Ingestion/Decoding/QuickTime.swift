import Commerce

/// Reads the usual forms of a time, with the last date remembered: records come in order of time, so
/// most have the date of the one before.
package struct QuickTime {
  private var lastYearAndMonth: UInt64 = 0  // the eight bytes `2026-06-`
  private var lastDay: UInt16 = 0
  private var lastMidnight: Int64 = 0  // seconds since 1970 of that day's midnight in UTC
  private let offsetSeconds: Int64

  /// `offsetSeconds`: how far east of Greenwich times without a zone are.
  package init(offsetSeconds: Int64) { self.offsetSeconds = offsetSeconds }

  /// The microseconds since 1970 of `YYYY-MM-DDTHH:MM:SS` and `Z`, `±HH:MM` or nothing; `nil` for
  /// every other form, which the exact reader then takes.
  ///
  /// Readable past `end` by a word.
  @inline(__always)
  package mutating func read(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int64? {
    let length = end &- start
    guard length == 25 || length == 19 || length == 20 else { return nil }
    guard let midnight = midnight(base, start),
      let second = secondOfDay(base, start &+ 10)
    else { return nil }
    guard let offset = offset(base, start &+ 19, end) else { return nil }
    return (midnight &+ second &- offset) &* 1_000_000
  }

  @inline(__always)
  private mutating func midnight(_ base: UnsafeRawPointer, _ start: Int) -> Int64? {
    let yearAndMonth = word(base, start)
    let day = base.loadUnaligned(fromByteOffset: start &+ 8, as: UInt16.self)
    if yearAndMonth == lastYearAndMonth, day == lastDay { return lastMidnight }
    guard
      let date = Timestamp(
        UnsafeRawBufferPointer(start: base + start, count: 10), offsetSeconds: 0)
    else { return nil }
    lastYearAndMonth = yearAndMonth
    lastDay = day
    lastMidnight = date.seconds
    return lastMidnight
  }

  /// The seconds of `THH:MM:SS`.
  @inline(__always)
  private func secondOfDay(_ base: UnsafeRawPointer, _ at: Int) -> Int64? {
    let separator = byte(base, at)
    guard separator == UInt8(ascii: "T") || separator == blank,
      byte(base, at &+ 3) == UInt8(ascii: ":"), byte(base, at &+ 6) == UInt8(ascii: ":")
    else { return nil }
    let hour = pair(base, at &+ 1)
    let minute = pair(base, at &+ 4)
    let second = pair(base, at &+ 7)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int64(hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// Seconds east of Greenwich.
  @inline(__always)
  private func offset(_ base: UnsafeRawPointer, _ at: Int, _ end: Int) -> Int64? {
    if at == end { return offsetSeconds }
    let sign = byte(base, at)
    if end &- at == 1 { return sign | 0x20 == UInt8(ascii: "z") ? 0 : nil }
    guard end &- at == 6, byte(base, at &+ 3) == UInt8(ascii: ":") else { return nil }
    let hours = pair(base, at &+ 1)
    let minutes = pair(base, at &+ 4)
    guard hours < 24, minutes < 60 else { return nil }
    let east = Int64(hours &* 3600 &+ minutes &* 60)
    if sign == UInt8(ascii: "+") { return east }
    return sign == UInt8(ascii: "-") ? 0 &- east : nil
  }

  /// The number of two digits; 255 or more where they are none.
  @inline(__always)
  private func pair(_ base: UnsafeRawPointer, _ at: Int) -> Int {
    let tens = byte(base, at) &- UInt8(ascii: "0")
    let units = byte(base, at &+ 1) &- UInt8(ascii: "0")
    guard tens < 10, units < 10 else { return 255 }
    return Int(tens) &* 10 &+ Int(units)
  }
}
