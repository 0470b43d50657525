import Terminal
import Testing

@Test("Typed bytes become characters; what is not UTF-8 is dropped and spoils nothing after it")
func typing() {
  let cases: [([UInt8], String)] = [
    (Array("a商品\u{1F600}é".utf8), "a商品\u{1F600}é"),
    ([0xFF, 0xFE, 0x61], "a"),
    ([0xE5, 0x95, 0x61, 0xE5, 0x95, 0x86], "a商"),
    ([0x95, 0x86, 0xC3, 0x28], "("),
    ([0xED, 0xA0, 0x80, 0xC0, 0xAF, 0xF4, 0x90, 0x80, 0x80, 0x62], "b"),
  ]

  for (bytes, expected) in cases {
    var typed = TypedBytes()
    var text = ""
    for byte in bytes { if let scalar = typed.add(byte) { text.unicodeScalars.append(scalar) } }
    #expect(text == expected)
  }
}
