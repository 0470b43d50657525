/// A place in the bytes of a JSON text, and the steps that lead on from it.
///
/// A step that fails leaves `at` on the byte that cannot stand there.
struct JSONReader {
  let base: UnsafeRawPointer
  var at: Int
  let end: Int

  @inline(__always)
  mutating func skipBlanks() {
    while at < end {
      let next = byte(base, at)
      guard next == blank || next == tab || next == lineFeed || next == carriageReturn else {
        return
      }
      at &+= 1
    }
  }

  /// Steps over `expected` where it is next.
  @inline(__always)
  mutating func take(_ expected: UInt8) -> Bool {
    guard at < end, byte(base, at) == expected else { return false }
    at &+= 1
    return true
  }

  /// Steps to the next quote, backslash or control character, or to the end.
  @inline(__always)
  mutating func skipPlainText() {
    while at < end {
      let bytes = word(base, at)
      let stops =
        bytesBelow(bytes, addend: spread(0x80 - 0x20)) | bytesEqual(bytes, spread(quoteMark))
        | bytesEqual(bytes, spread(UInt8(ascii: "\\")))
      if stops != 0 {
        at = min(end, at &+ firstByte(stops))
        return
      }
      at &+= 8
    }
    at = end
  }

  /// Steps over a string; its escapes are checked.
  mutating func skipString() -> Bool {
    guard take(quoteMark) else { return false }
    while true {
      skipPlainText()
      if take(quoteMark) { return true }
      guard take(UInt8(ascii: "\\")), readEscape() != nil else { return false }
    }
  }

  /// Reads what follows a backslash; a surrogate must come with its other half.
  mutating func readEscape() -> Unicode.Scalar? {
    guard at < end else { return nil }
    let letter = byte(base, at)
    if letter == UInt8(ascii: "u") {
      at += 1
      return readCodeUnits()
    }
    guard let scalar = simpleEscape(letter) else { return nil }
    at += 1
    return scalar
  }

  private func simpleEscape(_ letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case quoteMark, UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{c}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  private mutating func readCodeUnits() -> Unicode.Scalar? {
    guard let first = readFourHexDigits() else { return nil }
    guard first & 0xF800 == 0xD800 else { return Unicode.Scalar(first) }
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
      let second = readFourHexDigits(), second & 0xFC00 == 0xDC00
    else { return nil }
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
  }

  private mutating func readFourHexDigits() -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < end, let digit = hexValue(byte(base, at)) else { return nil }
      value = value << 4 | digit
      at += 1
    }
    return value
  }

  private func hexValue(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(letter - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(letter - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
