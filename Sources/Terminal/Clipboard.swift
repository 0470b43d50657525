/// The control sequence OSC 52 that puts text into the clipboard of the terminal's user.
///
/// The text travels as Base64, so nothing in it can steer the terminal. `nil` for text above
/// 74,994 bytes of Base64, which terminals do not take.
func clipboardSequence(_ text: String) -> [UInt8]? {
  let encoded = base64(Array(text.utf8))
  guard encoded.count <= 74_994 else { return nil }
  return Array("\u{1B}]52;c;".utf8) + encoded + [0x07]
}

/// RFC 4648, section 4, with padding.
package func base64(_ bytes: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var encoded: [UInt8] = []
  encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0..<4 {
      let isPadding = place > group.count
      encoded.append(isPadding ? 0x3D : alphabet[bits >> (18 - 6 * place) & 0x3F])
    }
  }
  return encoded
}
