/// A text that ends in digits, such as an order id, taken apart: a short head and a number.
///
/// Of `WB2026060100000004242` the number is the last 15 digits, and `WB2026` the head. A text of other
/// shape, or with a head of more than 16 bytes, has no such form.
struct NumberedText {
  /// The most digits of a number: as many as 50 bits hold.
  static let mostDigits = 15
  /// With fewer digits the heads would be nearly as many as the texts.
  static let fewestDigits = 6

  let head: TextHead
  let number: UInt64

  /// The form of `count` bytes at `start`; `nil` where they have none.
  ///
  /// Without a loop, because a loop whose end depends on the text would be predicted badly.
  @inline(__always)
  init?(_ start: UnsafeRawPointer, _ count: Int) {
    guard count >= NumberedText.fewestDigits else { return nil }
    let (first, last) = NumberedText.lastSixteen(start, count)
    let digits = min(digitsAtEnd(last, first), NumberedText.mostDigits)
    guard digits >= NumberedText.fewestDigits, count &- digits <= TextHead.longest else {
      return nil
    }
    if digits >= 8 {
      let upper = digitValues(first, keeping: digits &- 8)
      number = numberOfEight(upper) &* 100_000_000 &+ numberOfEight(digitValues(last, keeping: 8))
    } else {
      number = numberOfEight(digitValues(last, keeping: digits))
    }
    head = TextHead(start, textCount: count, headCount: count &- digits, digits: digits)
  }

  /// The last 16 bytes as two words, zeros before the first; at least six bytes.
  @inline(__always)
  private static func lastSixteen(
    _ start: UnsafeRawPointer, _ count: Int
  ) -> (first: UInt64, last: UInt64) {
    if count >= 16 {
      return (
        start.loadUnaligned(fromByteOffset: count &- 16, as: UInt64.self),
        start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      )
    }
    if count > 8 {
      return (
        start.loadUnaligned(as: UInt64.self) &<< UInt64(truncatingIfNeeded: (16 &- count) &* 8),
        start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      )
    }
    let low = UInt64(start.loadUnaligned(as: UInt32.self))
    let high = UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    let missing = UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    return (0, low &<< missing | high &<< 32)
  }

  /// Writes `digits` digits of a number before `end`.
  static func write(
    _ number: UInt64, digits: Int, before end: UnsafeMutablePointer<UInt8>
  ) {
    var rest = number
    for place in 1...digits {
      end[-place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

/// What stands before the number of a text: up to 16 bytes, and how many digits follow.
struct TextHead: Equatable {
  static let longest = 16

  /// The first eight bytes, and the last eight of a head that is longer; zeros where it is shorter.
  let first: UInt64
  let last: UInt64
  let count: UInt8
  let digits: UInt8

  @inline(__always)
  init(_ start: UnsafeRawPointer, textCount: Int, headCount: Int, digits: Int) {
    count = UInt8(truncatingIfNeeded: headCount)
    self.digits = UInt8(truncatingIfNeeded: digits)
    if headCount > 8 {
      first = start.loadUnaligned(as: UInt64.self)
      last = start.loadUnaligned(fromByteOffset: headCount &- 8, as: UInt64.self)
      return
    }
    last = 0
    if textCount >= 8 {
      let kept = headCount == 8 ? ~0 : ~(~0 &<< UInt64(truncatingIfNeeded: headCount &* 8))
      first = start.loadUnaligned(as: UInt64.self) & kept
    } else {
      first = headCount == 1 ? UInt64(start.load(as: UInt8.self)) : 0
    }
  }

  /// Spread over all bits.
  @inline(__always)
  var hash: UInt64 {
    let shape = UInt64(count) &<< 8 | UInt64(digits)
    return fold(first ^ shape &* 0x9E37_79B9_7F4A_7C15, last ^ 0xA076_1D64_78BD_642F)
  }

  /// Writes the bytes at `target`, which has room for 16.
  func write(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: first, as: UInt64.self)
    if count > 8 {
      target.storeBytes(of: last, toByteOffset: Int(count) - 8, as: UInt64.self)
    }
  }
}

private let zeros: UInt64 = 0x3030_3030_3030_3030

/// How many digits stand at the end of two words of text.
@inline(__always)
private func digitsAtEnd(_ last: UInt64, _ first: UInt64) -> Int {
  let others = otherThanDigits(last)
  if others != 0 { return others.leadingZeroBitCount &>> 3 }
  return 8 &+ otherThanDigits(first).leadingZeroBitCount &>> 3
}

/// The highest bit of each byte that is no digit.
@inline(__always)
private func otherThanDigits(_ word: UInt64) -> UInt64 {
  let values = word ^ zeros
  return ((values & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | values)
    & 0x8080_8080_8080_8080
}

/// The values of the last `count` digits of a word, zeros before them.
@inline(__always)
private func digitValues(_ word: UInt64, keeping count: Int) -> UInt64 {
  count == 0
    ? 0 : (word ^ zeros) & ~0 &<< UInt64(truncatingIfNeeded: (8 &- count) &* 8)
}
