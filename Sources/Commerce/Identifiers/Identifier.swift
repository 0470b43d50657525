/// A kind of identifier that is judged by its text alone.
public protocol Identifier {
  /// Judges the text as it stands.
  static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict
}

extension Identifier {
  /// Judges the text, and where it is invalid only for its notation (blanks, hyphens, small or
  /// full-width letters) says that instead: suspicious, `Flaw.notation`.
  public static func verdict(of bytes: UnsafeRawBufferPointer) -> Verdict {
    let verdict = judge(bytes)
    guard verdict.isInvalid, let plain = plainNotation(bytes) else { return verdict }
    return plain.withUnsafeBytes { judge($0) }.isInvalid ? verdict : .suspicious(.notation)
  }

  /// Judges a string likewise.
  public static func verdict(of text: String) -> Verdict {
    var text = text
    return text.withUTF8 { verdict(of: UnsafeRawBufferPointer($0)) }
  }
}

/// The text in capital half-width letters without blanks and hyphens, as NFKC, upper-casing and
/// stripping would give it for identifiers; `nil` where that changes nothing.
private func plainNotation(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
  var plain: [UInt8] = []
  plain.reserveCapacity(bytes.count)
  var at = 0
  while at < bytes.count {
    let (byte, length) = halfWidth(bytes, at)
    at += length
    if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "\t") {
      continue
    }
    let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    plain.append(isSmall ? byte & ~0x20 : byte)
  }
  return plain.elementsEqual(bytes) ? nil : plain
}

/// The ASCII form of the character at `index` and how many bytes that took: U+FF01–U+FF5E and
/// U+3000 shrink to one byte, everything else passes byte by byte.
private func halfWidth(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> (UInt8, Int) {
  guard index + 2 < bytes.count, bytes[index] >= 0xE3 else { return (bytes[index], 1) }
  switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
  case (0xE3, 0x80, 0x80): return (UInt8(ascii: " "), 3)
  case (0xEF, 0xBC, 0x81...0xBF): return (bytes[index + 2] - 0x60, 3)
  case (0xEF, 0xBD, 0x80...0x9E): return (bytes[index + 2] - 0x20, 3)
  default: return (bytes[index], 1)
  }
}

/// The position (from 1) of the first byte that is no ASCII digit; `nil` where all are.
@inline(__always)
func firstNonDigit(_ bytes: UnsafeRawBufferPointer) -> Int? {
  for index in bytes.indices where bytes[index] &- UInt8(ascii: "0") > 9 { return index + 1 }
  return nil
}

/// Whether all bytes are ASCII digits, looked at eight at a time.
@inline(__always)
func areDigits(_ bytes: UnsafeRawBufferPointer) -> Bool {
  guard bytes.count >= 8 else { return firstNonDigit(bytes) == nil }
  var at = 0
  while at &+ 8 <= bytes.count {
    guard areEightDigits(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) else {
      return false
    }
    at &+= 8
  }
  return areEightDigits(bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self))
}

/// Digits are the bytes whose upper half is 3, and still is when 6 is added.
@inline(__always)
private func areEightDigits(_ word: UInt64) -> Bool {
  let upper: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
  let threes: UInt64 = 0x3030_3030_3030_3030
  return word & upper == threes && (word &+ 0x0606_0606_0606_0606) & upper == threes
}

/// The value of an ASCII digit; other bytes give numbers above 9.
@inline(__always)
func digitValue(_ byte: UInt8) -> Int { Int(byte &- UInt8(ascii: "0")) }

/// The number that two ASCII digits from `start` form; the bytes must be digits.
@inline(__always)
func twoDigits(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
  digitValue(bytes[start]) * 10 + digitValue(bytes[start + 1])
}

/// The ASCII digit of 0 to 9.
@inline(__always)
func asciiDigit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value) }
