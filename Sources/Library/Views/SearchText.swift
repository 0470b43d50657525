/// A text that is looked for inside others; ASCII letters of either case are alike.
struct SearchText {
  private let sought: [UInt8]

  init(_ text: String) { sought = text.utf8.map(lowercased) }

  /// Whether the bytes hold the text somewhere; the empty text is everywhere.
  func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = sought.first else { return true }
    guard bytes.count >= sought.count else { return false }
    for start in 0...(bytes.count - sought.count) where lowercased(bytes[start]) == first {
      if matches(bytes, at: start) { return true }
    }
    return false
  }

  private func matches(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
    for index in sought.indices where lowercased(bytes[start + index]) != sought[index] {
      return false
    }
    return true
  }
}

@inline(__always)
private func lowercased(_ byte: UInt8) -> UInt8 {
  byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
}
