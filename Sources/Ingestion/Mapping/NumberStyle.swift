/// How the numbers of a feed are written: `1.234,56`, `(12.00)`, `12.00-`, `R$ 12`, `13%`.
///
/// A currency's sign or letters before or behind the digits are passed over; the currency itself is a
/// field of its own. Groups of digits must have the lengths that groups have, so that `19,99` is no
/// number where the point is a point.
public struct NumberStyle: Hashable, Sendable {
  /// The byte before the decimals: a point or a comma.
  public var point: UInt8

  public init(point: UInt8 = UInt8(ascii: ".")) { self.point = point }

  /// The plain form of a number, as `DecimalText` reads it.
  struct Plain {
    /// Bytes that were written.
    var count: Int
    /// Whether a percent sign stood behind it: the value is a hundredth.
    var isPercent: Bool
  }

  /// Writes the plain form of `text` to `out`, which must have room for one byte more than it.
  ///
  /// `nil` where the text is no number of this style.
  func plain(_ text: UnsafeRawBufferPointer, into out: UnsafeMutableRawPointer) -> Plain? {
    var reader = NumberReader(text)
    reader.takeSign()
    let isBracketed = reader.take(UInt8(ascii: "("))
    reader.skipUnit()
    reader.takeSign()
    guard let digits = readDigits(&reader, into: out + 1) else { return nil }
    reader.skipBlanks()
    let isPercent = reader.take(UInt8(ascii: "%"))
    reader.skipUnit()
    reader.takeSign()
    if isBracketed, !reader.take(UInt8(ascii: ")")) { return nil }
    guard reader.isAtEnd, reader.signs + (isBracketed ? 1 : 0) <= 1 else { return nil }
    let isNegative = reader.isNegative || isBracketed
    out.storeBytes(of: isNegative ? UInt8(ascii: "-") : UInt8(ascii: "+"), as: UInt8.self)
    return Plain(count: digits + 1, isPercent: isPercent)
  }

  /// Writes the digits without their groups, and a point; how many bytes, `nil` where groups have
  /// other lengths than groups have, or no digit is there.
  private func readDigits(
    _ reader: inout NumberReader, into out: UnsafeMutableRawPointer
  ) -> Int? {
    var count = 0
    var groups: [Int] = []
    var run = 0
    while true {
      if let digit = reader.takeDigit() {
        out.storeBytes(of: digit, toByteOffset: count, as: UInt8.self)
        count += 1
        run += 1
      } else if run > 0, reader.takeGroupMark(point: point) {
        groups.append(run)
        run = 0
      } else {
        break
      }
    }
    guard areGroups(groups, last: run) else { return nil }
    if reader.take(point) {
      out.storeBytes(of: UInt8(ascii: "."), toByteOffset: count, as: UInt8.self)
      count += 1
      while let digit = reader.takeDigit() {
        out.storeBytes(of: digit, toByteOffset: count, as: UInt8.self)
        count += 1
        run += 1
      }
    }
    return run > 0 || !groups.isEmpty ? count : nil
  }

  /// Whether digits stand in groups as people write them: threes, or twos before the last three.
  private func areGroups(_ groups: [Int], last: Int) -> Bool {
    guard let first = groups.first else { return true }
    return last == 3 && first <= 3 && groups.dropFirst().allSatisfy { (2...3).contains($0) }
  }
}

/// Walks over the text of a number.
private struct NumberReader {
  private let text: UnsafeRawBufferPointer
  private var at = 0
  /// How many signs were passed, and whether the last was a minus.
  private(set) var signs = 0
  private(set) var isNegative = false

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  var isAtEnd: Bool { at == text.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard at < text.count, text[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func takeDigit() -> UInt8? {
    guard at < text.count, text[at] &- UInt8(ascii: "0") < 10 else { return nil }
    at += 1
    return text[at - 1]
  }

  /// Passes a plus or minus with the blanks around it, if one is there.
  mutating func takeSign() {
    skipBlanks()
    // A hyphen, or the minus sign U+2212.
    let isMinus = take(UInt8(ascii: "-")) || take([0xE2, 0x88, 0x92])
    guard isMinus || take(UInt8(ascii: "+")) else { return }
    signs += 1
    isNegative = isMinus
    skipBlanks()
  }

  /// Passes a mark between groups of digits, if a digit follows: a blank of any kind, an apostrophe,
  /// or whichever of point and comma is not before the decimals.
  mutating func takeGroupMark(point: UInt8) -> Bool {
    let start = at
    let other = point == UInt8(ascii: ".") ? UInt8(ascii: ",") : UInt8(ascii: ".")
    let isMark =
      take(other) || take(UInt8(ascii: " ")) || take(UInt8(ascii: "'"))
      || take([0xC2, 0xA0]) || take([0xE2, 0x80, 0xAF]) || take([0xE2, 0x80, 0x99])
    if isMark, at < text.count, text[at] &- UInt8(ascii: "0") < 10 { return true }
    at = start
    return false
  }

  /// Passes blanks and no-break blanks.
  mutating func skipBlanks() {
    while take(UInt8(ascii: " ")) || take(UInt8(ascii: "\t")) || take([0xC2, 0xA0]) {}
  }

  /// Passes the sign or letters of a currency, and the blanks around them.
  mutating func skipUnit() {
    skipBlanks()
    while at < text.count, isUnit(text[at]) { at += 1 }
    skipBlanks()
  }

  /// Letters, `$`, and every byte outside ASCII, as `¥`, `€` and `元` consist of.
  private func isUnit(_ byte: UInt8) -> Bool {
    byte | 0x20 &- UInt8(ascii: "a") < 26 && byte < 0x80 || byte == UInt8(ascii: "$")
      || byte >= 0x80
  }

  private mutating func take(_ bytes: [UInt8]) -> Bool {
    guard text.count - at >= bytes.count,
      bytes.indices.allSatisfy({ text[at + $0] == bytes[$0] })
    else { return false }
    at += bytes.count
    return true
  }
}
