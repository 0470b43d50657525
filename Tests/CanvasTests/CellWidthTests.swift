import Canvas
import Testing

@Test(
  "Wide characters take two cells, marks none, controls one",
  arguments: [
    ("abc", 3), ("商品", 4), ("e\u{301}", 1), ("\u{1B}[31m", 5), ("กำ", 2), ("한", 2), ("👩‍👩‍👧", 2),
    ("❤️", 1), ("🇨🇳", 2), ("", 0), ("\r\n", 1), ("ﬁ", 1),
  ])
func knownWidths(text: String, cells: Int) {
  #expect(CellWidth.cells(text) == cells)
}
