/// The bytes as text in which nothing is lost: a backslash is `\\`, line ends and tabs are `\n`, `\r`
/// and `\t`, other controls and bytes that are not UTF-8 are `\x1B`.
func escapedText(_ bytes: [UInt8]) -> String {
  var text = ""
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var at = 0
  while true {
    let length: Int
    switch parser.parseScalar(from: &iterator) {
    case .emptyInput: return text
    case .error(let count):
      length = count
      text += hexEscapes(bytes[at..<at + length])
    case .valid(let encoded):
      length = encoded.count
      let scalar = Unicode.UTF8.decode(encoded)
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": text += hexEscapes(bytes[at..<at + length])
      default: text.unicodeScalars.append(scalar)
      }
    }
    at += length
  }
}

private func hexEscapes(_ bytes: ArraySlice<UInt8>) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }.joined()
}
