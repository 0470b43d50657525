// Encoders of their own, so that what is read by the system's `iconv` was not written by it.

/// A text as bytes of UTF-16.
package func utf16(_ text: String, isBig: Bool) -> [UInt8] {
  text.utf16.flatMap { unit in
    let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    return isBig ? bytes : bytes.reversed()
  }
}

/// A text of Latin letters as bytes of Windows-1252; `?` for others.
package func windows1252(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { scalar in
    switch scalar {
    case "€": 0x80
    case "’": 0x92
    case "–": 0x96
    default:
      scalar.value < 0x80 || (0xA0..<0x100).contains(scalar.value)
        ? UInt8(scalar.value) : UInt8(ascii: "?")
    }
  }
}

/// A text of ASCII and of the characters below as bytes of GB18030, by the published table; others
/// stay UTF-8.
package func gb18030(_ text: String) -> [UInt8] {
  text.flatMap { gb18030Table[$0] ?? Array(String($0).utf8) }
}

private let gb18030Table: [Character: [UInt8]] = [
  "商": [0xC9, 0xCC], "品": [0xC6, 0xB7], "订": [0xB6, 0xA9], "单": [0xB5, 0xA5],
  "公": [0xB9, 0xAB], "司": [0xCB, 0xBE], "北": [0xB1, 0xB1], "京": [0xBE, 0xA9],
  "小": [0xD0, 0xA1], "计": [0xBC, 0xC6], "，": [0xA3, 0xAC], "。": [0xA1, 0xA3],
  "€": [0xA2, 0xE3], "丂": [0x81, 0x40], "é": [0xA8, 0xA6], "😀": [0x94, 0x39, 0xFC, 0x36],
]
