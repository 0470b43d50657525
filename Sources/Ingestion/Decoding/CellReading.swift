import Commerce

/// What came of reading the text of a number or a time.
///
/// `cell` is the cell of the batch, or one of the two marks below.
struct CellReading {
  /// The text is no number, no time, or out of range.
  static let unreadable = Int64.min + 2
  /// The number needs a wide cell: `wide` has it.
  static let wide = RecordBatch.isWide

  var cell: Int64
  var wide: ExactDecimal?
  /// Whether decimals were lost.
  var isRounded = false

  @inline(__always)
  init(_ cell: Int64) { self.cell = cell }

  /// Whether the number is one of the cells that have a meaning of their own.
  private static func isMark(_ units: Int64) -> Bool { units <= unreadable }

  /// Reads an amount of money by the exact reader: rounded half to even at four decimals.
  static func money(_ text: UnsafeRawBufferPointer) -> CellReading {
    guard let number = DecimalText(text), let rounded = number.decimal.roundedToMoney,
      !isMark(rounded.money.units)
    else { return CellReading(unreadable) }
    var reading = CellReading(rounded.money.units)
    reading.isRounded = rounded.isRounded || number.isRounded
    return reading
  }

  /// Reads a decimal of up to thirteen places by the exact reader.
  static func decimal(_ text: UnsafeRawBufferPointer) -> CellReading {
    guard let number = DecimalText(text) else { return CellReading(unreadable) }
    var reading = CellReading(wide)
    if let units = number.decimal.tenThousandths, !isMark(units) {
      reading.cell = units
    } else {
      reading.wide = number.decimal
    }
    reading.isRounded = number.isRounded
    return reading
  }

  /// Reads a whole number; `2.0` is one.
  static func integer(_ text: UnsafeRawBufferPointer) -> CellReading {
    guard let number = DecimalText(text), !number.isRounded else { return CellReading(unreadable) }
    let one: Int128 = 10_000_000_000_000
    let (quotient, remainder) = number.decimal.units.quotientAndRemainder(dividingBy: one)
    guard remainder == 0, let whole = Int64(exactly: quotient), !isMark(whole) else {
      return CellReading(unreadable)
    }
    return CellReading(whole)
  }

  /// Reads `true`, `false`, `yes`, `no`, `1` or `0` in any case of letters.
  static func boolean(_ text: UnsafeRawBufferPointer) -> CellReading {
    func isWord(_ word: StaticString) -> Bool {
      text.count == word.utf8CodeUnitCount
        && text.indices.allSatisfy { text[$0] | 0x20 == word.utf8Start[$0] }
    }
    if text.count == 1 {
      switch text[0] {
      case UInt8(ascii: "1"): return CellReading(1)
      case UInt8(ascii: "0"): return CellReading(0)
      default: return CellReading(unreadable)
      }
    }
    if isWord("true") || isWord("yes") { return CellReading(1) }
    if isWord("false") || isWord("no") { return CellReading(0) }
    return CellReading(unreadable)
  }

  /// Reads a time by the exact reader.
  static func time(_ text: UnsafeRawBufferPointer, offsetSeconds: Int64) -> CellReading {
    guard let instant = Timestamp(text, offsetSeconds: offsetSeconds),
      !isMark(instant.microseconds)
    else { return CellReading(unreadable) }
    return CellReading(instant.microseconds)
  }
}

/// `start..<end` without the blanks and tabs around it.
@inline(__always)
func trimmed(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> (start: Int, end: Int) {
  var first = start
  var last = end
  while first < last, byte(base, first) == blank || byte(base, first) == tab { first &+= 1 }
  while last > first, byte(base, last &- 1) == blank || byte(base, last &- 1) == tab {
    last &-= 1
  }
  return (first, last)
}
