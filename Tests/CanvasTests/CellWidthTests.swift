import Canvas
import Glibc
import Testing

@Test(
  "A text takes the cells that a person counts",
  arguments: [
    ("abc", 3), ("", 0), ("商品", 4), ("ﾊﾝｶｸ", 4), ("ＡＢ", 4), ("e\u{301}", 1), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("กำ", 2), ("ที่", 1), ("का", 2), ("ﬁ", 1), ("Ø", 1), ("…", 1),
    ("👩‍👩‍👧", 2), ("👍🏽", 2), ("❤️", 1), ("🇨🇳", 2), ("\u{1B}[31m", 5), ("\r\n", 1), ("\u{200B}", 0),
    ("\u{202E}", 1),
  ])
func knownWidths(text: String, cells: Int) {
  #expect(CellWidth.cells(text) == cells)
}

@Test("Every printable character has the width that the C library gives it")
func widthsOfTheLibrary() throws {
  setlocale(LC_CTYPE, "C.UTF-8")
  // The header hides `wcwidth` from Swift; the library has it.
  let symbol = try #require(dlsym(nil, "wcwidth"))
  let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
  // Drawn as a dot, or not at all, whatever their width.
  let replaced: Set<UInt32> = [0xAD, 0x061C, 0x200E, 0x200F]

  var different: [String] = []
  for value in UInt32(0x20)..<0x11_0000 {
    guard let scalar = Unicode.Scalar(value), !replaced.contains(value) else { continue }
    let expected = wcwidth(Int32(bitPattern: value))
    let isOrderControl = (0x2028...0x202E).contains(value) || (0x2066...0x206F).contains(value)
    if expected < 0 || isOrderControl || (0xFFF9...0xFFFB).contains(value) { continue }
    if CellWidth.cells(Character(scalar)) != expected { different.append(String(value, radix: 16)) }
  }

  #expect(different.isEmpty)
}

@Test("A text that is cut ends on a cluster border with an ellipsis and never overflows")
func truncation() {
  #expect("深圳市华强电子".truncated(toCells: 14, glyphs: .block) == "深圳市华强电子")
  #expect("深圳市华强电子".truncated(toCells: 13, glyphs: .block) == "深圳市华强电…")
  #expect("深圳市华强电子".truncated(toCells: 12, glyphs: .ascii) == "深圳市华强~")
  #expect("ne\u{301}e".truncated(toCells: 2, glyphs: .ascii) == "n~")
  #expect("กำกำ".truncated(toCells: 3, glyphs: .ascii) == "กำ~")
  #expect("ab".truncated(toCells: 0, glyphs: .ascii).isEmpty)
}

@Test("Lines are broken at blanks, and within words that are longer than a line")
func wrapping() {
  #expect("one two three".wrapped(toCells: 7) == ["one two", "three"])
  #expect("深圳市华强".wrapped(toCells: 5) == ["深圳", "市华", "强"])
  #expect("a\n\nb".wrapped(toCells: 5) == ["a", "", "b"])
}
