extension Timestamp {
  /// Reads RFC 3339, `YYYY-MM-DD HH:MM:SS`, `YYYY-MM-DD HH:MM`, or a date (midnight).
  ///
  /// Text without a zone is taken to be `offsetSeconds` east of Greenwich. Digits past the
  /// microsecond are cut. `nil` for any other text and for days or times that do not exist; the
  /// leap second 23:59:60 is read as the second after it.
  public init?(_ bytes: UnsafeRawBufferPointer, offsetSeconds: Int64 = chinaOffsetSeconds) {
    guard bytes.count >= 10, bytes[4] == dash, bytes[7] == dash,
      let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2),
      let day = digits(bytes, 8, 2)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard month >= 1, month <= 12, day >= 1, day <= 28 || date.exists else { return nil }
    let midnight = Int64(date.daysSinceEpoch) * 86_400
    guard bytes.count > 10 else {
      self.init(seconds: midnight - offsetSeconds)
      return
    }
    guard let clock = ClockText(bytes, from: 11, defaultOffset: offsetSeconds),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t")
        || bytes[10] == UInt8(ascii: " ")
    else { return nil }
    self.init(
      microseconds: (midnight + clock.second - clock.offset) * 1_000_000 + clock.microsecond)
  }

  /// Reads the same forms from a string.
  public init?(_ text: String) {
    var text = text
    guard let instant = text.withUTF8({ Timestamp(UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = instant
  }
}

private let dash = UInt8(ascii: "-")

/// The time of day and zone that follow a date.
private struct ClockText {
  var second: Int64
  var microsecond: Int64 = 0
  var offset: Int64

  init?(_ bytes: UnsafeRawBufferPointer, from start: Int, defaultOffset: Int64) {
    guard bytes.count >= start + 5, bytes[start + 2] == UInt8(ascii: ":"),
      let hour = digits(bytes, start, 2), hour < 24,
      let minute = digits(bytes, start + 3, 2), minute < 60
    else { return nil }
    second = Int64(hour * 3600 + minute * 60)
    offset = defaultOffset
    var at = start + 5
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
      guard let seconds = digits(bytes, at + 1, 2), seconds <= 60 else { return nil }
      second += Int64(seconds)
      at += 3
      if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
        guard let end = readFraction(bytes, from: at + 1) else { return nil }
        at = end
      }
    }
    if at < bytes.count { guard readZone(bytes, from: at) else { return nil } }
  }

  /// Reads the digits of a fraction of a second; gives the index after them.
  private mutating func readFraction(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var at = start
    var unit: Int64 = 100_000
    while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 {
      microsecond += Int64(bytes[at] &- UInt8(ascii: "0")) * unit
      unit /= 10
      at += 1
    }
    return at > start ? at : nil
  }

  /// Reads `Z`, `+08:00`, `+0800` or `+08` up to the end of the text.
  private mutating func readZone(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Bool {
    let sign = bytes[start]
    if sign | 0x20 == UInt8(ascii: "z") {
      offset = 0
      return bytes.count == start + 1
    }
    guard sign == UInt8(ascii: "+") || sign == dash, let hours = digits(bytes, start + 1, 2),
      hours < 24
    else { return false }
    var minutes = 0
    let rest = bytes.count - start - 3
    if rest > 0 {
      let skip = bytes[start + 3] == UInt8(ascii: ":") ? 4 : 3
      guard let read = digits(bytes, start + skip, 2), read < 60, bytes.count == start + skip + 2
      else { return false }
      minutes = read
    }
    let east = Int64(hours * 3600 + minutes * 60)
    offset = sign == dash ? -east : east
    return true
  }
}

/// The number that `count` ASCII digits from `start` form; `nil` where one is no digit or missing.
@inline(__always)
private func digits(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
  guard start + count <= bytes.count else { return nil }
  var value = 0
  for index in start..<start + count {
    let digit = bytes[index] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    value = value * 10 + Int(digit)
  }
  return value
}
