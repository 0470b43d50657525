import Canvas
import Testing

private func line(
  _ text: String, columns: Int, align: Alignment = .left, glyphs: GlyphLevel = .ascii
) -> String {
  var frame = Frame(size: Size(columns: 20, rows: 1), glyphs: glyphs)
  frame.fill(frame.bounds, ".")
  frame.put(text, row: 0, column: 2, columns: columns, align: align)
  return frame.text
}

@Test("Text is aligned in its room, and what is left of the room is blanked")
func alignment() {
  #expect(line("abc", columns: 6) == "..abc   ............")
  #expect(line("abc", columns: 6, align: .right) == "..   abc............")
  #expect(line("abc", columns: 6, align: .center) == ".. abc  ............")
}

@Test("A wide character that does not fit leaves a blank in the odd cell")
func oddCell() {
  #expect(line("商品目", columns: 4) == "..商~ ..............")
}

@Test("Half a wide character never stays behind")
func halves() {
  var frame = Frame(size: Size(columns: 6, rows: 1))
  frame.put("商品", row: 0, column: 1)
  frame.put("x", row: 0, column: 2)
  frame.put("y", row: 0, column: 3)

  #expect(frame.text == "  xy")
  #expect(frame.cells.allSatisfy { $0.columns == 1 })
}

@Test("Text outside of the frame is not drawn, and at the right border it is cut")
func outside() {
  var frame = Frame(size: Size(columns: 4, rows: 2))
  frame.put("abc", row: 2, column: 0)
  frame.put("abc", row: -1, column: 0)
  frame.put("abc", row: 0, column: 4)
  frame.put("abc", row: 1, column: 2)

  #expect(frame.text == "\n  a~")
}

@Test("A match is marked in cells, behind wide characters too, and case is not told apart")
func marking() {
  var frame = Frame(size: Size(columns: 12, rows: 1))
  frame.put("华强Acme商品", row: 0, column: 0)
  frame.mark("acme商", in: frame.bounds, style: .reverse)

  #expect(frame.cells.map(\.style.isReverse) == (0..<12).map { (4..<10).contains($0) })
}

@Test("A control character is a dot; the text after it stays text")
func controls() {
  var frame = Frame(size: Size(columns: 20, rows: 1), glyphs: .block)
  frame.put("a\u{1B}]52;c;x\u{07}b\u{202E}c\u{9B}", row: 0, column: 0)

  #expect(frame.text == "a·]52;c;x·b·c·")
  #expect("\u{0}\u{85}\u{2028}\u{2066}".safeForTerminal == "····")
}

@Test("Whatever is put into a frame, its cells stay whole and safe", arguments: 0..<200)
func anythingIsSafe(seed: Int) {
  var random = SeededGenerator(seed: UInt64(seed))
  var frame = Frame(size: Size(columns: 17, rows: 5), glyphs: seed % 2 == 0 ? .ascii : .block)
  for _ in 0..<60 {
    let text = anyText(&random)
    frame.put(
      text, row: Int.random(in: -1...5, using: &random),
      column: Int.random(in: -2...18, using: &random),
      columns: Bool.random(using: &random) ? nil : Int.random(in: -1...20, using: &random),
      align: [.left, .center, .right].randomElement(using: &random) ?? .left)
  }

  for row in 0..<5 { expectWhole(Array(frame.cells(ofRow: row))) }
}

/// Every wide cell is followed by its continuation, and no cell holds a code point that steers.
private func expectWhole(_ row: [Cell]) {
  var column = 0
  while column < row.count {
    let cell = row[column]
    #expect(cell.columns == 1 || cell.columns == 2)
    #expect(CellWidth.cells(cell.character) == Int(cell.columns))
    #expect(cell.character.unicodeScalars.count <= 5)
    let categories = cell.character.unicodeScalars.map(\.properties.generalCategory)
    #expect(!categories.contains(.control) && !categories.contains(.lineSeparator))
    if cell.columns == 2 {
      #expect(column + 1 < row.count && row[column + 1].isContinuation)
    }
    column += Int(max(1, cell.columns))
  }
}

/// Code points of all kinds, mostly those that make trouble.
private func anyText(_ random: inout SeededGenerator) -> String {
  let ranges: [ClosedRange<UInt32>] = [
    0x00...0x7F, 0x80...0x9F, 0x300...0x36F, 0x0E01...0x0E5B, 0x0900...0x097F, 0x1100...0x11FF,
    0x2000...0x206F, 0x4E00...0x4EFF, 0xAC00...0xAC7F, 0xFE00...0xFE0F, 0xFFF0...0xFFFF,
    0x1_F1E6...0x1_F1FF, 0x1_F3FB...0x1_F468, 0xE_0000...0xE_007F, 0x600...0x6FF, 0x00...0x10_FFFF,
  ]
  var text = ""
  for _ in 0..<Int.random(in: 0...12, using: &random) {
    let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
    if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
      text.unicodeScalars.append(scalar)
    }
  }
  return text
}

/// SplitMix64, so that a seed names a run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
