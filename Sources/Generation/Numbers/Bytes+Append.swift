import Commerce

// How values are written into a row: digits straight into bytes, no text in between.
extension [UInt8] {
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  @inline(__always)
  mutating func comma() { append(UInt8(ascii: ",")) }

  /// `number` (not negative) without leading zeros.
  mutating func append(number: Int) {
    var width = 1
    var bound = 10
    while number >= bound, width < 19 {
      width += 1
      bound = width < 19 ? bound * 10 : bound
    }
    append(digits: number, width: width)
  }

  /// The last `width` digits of `number` (not negative), with leading zeros; `width` to 19.
  mutating func append(digits number: Int, width: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = UInt(bitPattern: number)
      var at = width
      while at > 0 {
        at -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        digits[at] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      append(contentsOf: digits[..<width])
    }
  }

  /// An amount of money in hundredths: `-12.30`.
  mutating func append(cents: Int) {
    if cents < 0 { append(UInt8(ascii: "-")) }
    let magnitude = abs(cents)
    append(number: magnitude / 100)
    append(UInt8(ascii: "."))
    append(digits: magnitude % 100, width: 2)
  }

  /// Thousandths, without trailing zeros: `1.25`.
  mutating func append(thousandths: Int) {
    append(number: thousandths / 1000)
    var rest = thousandths % 1000
    guard rest > 0 else { return }
    var width = 3
    while rest % 10 == 0 {
      rest /= 10
      width -= 1
    }
    append(UInt8(ascii: "."))
    append(digits: rest, width: width)
  }

  /// A day since 1970-01-01: `2026-06-01`.
  mutating func append(day: Int) {
    let date = CivilDate(daysSinceEpoch: day)
    append(digits: date.year, width: 4)
    append(UInt8(ascii: "-"))
    append(digits: date.month, width: 2)
    append(UInt8(ascii: "-"))
    append(digits: date.day, width: 2)
  }

  /// An instant in seconds since 1970, in +08:00: `2026-06-01T13:05:00+08:00`.
  mutating func append(second: Int) {
    append(localSecond: second, separator: UInt8(ascii: "T"))
    append("+08:00")
  }

  /// The same without its zone and with a blank: `2026-06-01 13:05:00`.
  mutating func append(plainSecond second: Int) {
    append(localSecond: second, separator: UInt8(ascii: " "))
  }

  private mutating func append(localSecond second: Int, separator: UInt8) {
    let local = second + Int(Timestamp.chinaOffsetSeconds)
    append(day: local / 86_400)
    let clock = local % 86_400
    append(separator)
    append(digits: clock / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(digits: clock / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(digits: clock % 60, width: 2)
  }

  mutating func append(cell text: String) { append(cell: text.utf8) }
}
