/// Puts bytes from the keyboard together to code points, also where a character arrives in parts.
package struct TypedBytes {
  private var bytes: [UInt8] = []

  package init() {}

  /// The code point that the byte completes; `nil` while one is under way.
  ///
  /// Bytes that are not UTF-8 are dropped; an ASCII byte always gives its character.
  package mutating func add(_ byte: UInt8) -> Unicode.Scalar? {
    if byte < 0x80 {
      bytes.removeAll(keepingCapacity: true)
      return Unicode.Scalar(byte)
    }
    // Not a continuation: begins anew.
    if byte >= 0xC0 { bytes.removeAll(keepingCapacity: true) }
    bytes.append(byte)
    guard let first = bytes.first, bytes.count == length(leadBy: first) else { return nil }
    defer { bytes.removeAll(keepingCapacity: true) }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }
}

/// Bytes of a sequence that begins so; 1 where none does.
private func length(leadBy first: UInt8) -> Int {
  switch first {
  case 0xC2...0xDF: 2
  case 0xE0...0xEF: 3
  case 0xF0...0xF4: 4
  default: 1
  }
}
