import Canvas
import TestSupport
import Testing

@Test(
  "The overview of the design looks as designed", arguments: [GlyphLevel.ascii, .block, .braille])
func overview(glyphs: GlyphLevel) throws {
  try expectGolden(Sample.overview(glyphs), "overview-80x24-\(glyphs)")
}

@Test("Figures stand one a line where the screen is narrow, and in a grid where it is low too")
func narrowFigures() throws {
  var frame = Frame(size: Size(columns: 40, rows: 13))
  frame.draw(Sample.figures, in: Rect(column: 0, row: 0, columns: 40, rows: 8))
  frame.draw(Sample.figures, in: Rect(column: 0, row: 9, columns: 40, rows: 3))

  try expectGolden(frame, "key-figures-narrow")
}

@Test("A narrow table gives up its least important columns and keeps the first")
func narrowTable() throws {
  var frame = Frame(size: Size(columns: 40, rows: 12), glyphs: .block)
  let parts = frame.bounds.split(rows: [3, 3, 3, 3])
  for (part, columns) in zip(parts, [40, 30, 20, 8]) {
    frame.draw(
      Sample.table(titled: true), in: Rect(column: 0, row: part.row, columns: columns, rows: 3))
  }

  try expectGolden(frame, "table-narrow")
}

@Test("The map of provinces has all 34, no two in one place, and tells no value from zero")
func provinces() throws {
  #expect(Set(ProvinceGrid.places.map { [$0.column, $0.row] }).count == 34)
  #expect(Set(ProvinceGrid.places.map(\.code)).count == 34)

  var frame = Frame(size: Size(columns: 92, rows: 10))
  let values = [44: 100.0, 33: 71, 32: 55, 31: 50, 11: 40, 37: 22, 51: 9, 65: 0, 54: 0.1]
  let tiles = ProvinceGrid.tiles(chineseLabels: true) { values[$0] }
  let letters = ProvinceGrid.tiles(chineseLabels: false) { values[$0] }
  frame.draw(
    TileMap(tiles, maximumText: "1.9B", selectedTile: 3),
    in: Rect(column: 0, row: 0, columns: 40, rows: 9))
  frame.draw(
    TileMap(letters, maximumText: "1.9B"), in: Rect(column: 44, row: 0, columns: 32, rows: 9))
  frame.draw(TileMap(letters), in: Rect(column: 80, row: 0, columns: 8, rows: 9))

  try expectGolden(frame, "provinces")
}

@Test("A dialog lies over the screen with its border around it")
func dialog() throws {
  var frame = Frame(size: Size(columns: 40, rows: 10), glyphs: .block)
  frame.fill(frame.bounds, ".")
  let lines = (1...20).map { StyledLine("line \($0) 商品") }
  frame.draw(
    Dialog("Help", note: "? closes", page: TextPage(lines, firstLine: 3, selectedLine: 4)),
    in: frame.bounds)

  try expectGolden(frame, "dialog")
}

@Test("Bars share a scale, gauges fill their room, and text comes before bars where it is narrow")
func bars() throws {
  var frame = Frame(size: Size(columns: 40, rows: 12), glyphs: .block)
  let bars = BarList(
    [
      .init("上海市 Shanghai", value: 812, text: "812M", note: "41%"),
      .init("Guangdong", value: 3, text: "3M", note: "<1%"),
      .init("unknown", value: nil, text: "—"), .init("none", value: 0, text: "0"),
    ], selectedBar: 1)
  frame.draw(bars, in: Rect(column: 0, row: 0, columns: 40, rows: 4))
  frame.draw(bars, in: Rect(column: 0, row: 5, columns: 14, rows: 4))
  frame.draw(Gauge("orders.csv", share: 0.54, text: "54%"), in: frame.bounds.line(9))
  frame.draw(Gauge("tcp:7001", share: nil, text: "9,812 rows"), in: frame.bounds.line(10))
  frame.draw(Sparkline([1, 2, 3, nil, 0, 8, 5, 2]), in: frame.bounds.line(11))

  try expectGolden(frame, "bars")
}

@Test("No value is a gap in a trend, zero a line on the floor, little the smallest mark")
func absentIsNotZero() {
  var frame = Frame(size: Size(columns: 4, rows: 1))
  frame.draw(Sparkline([nil, 0, 0.01, 9]), in: frame.bounds)

  #expect(frame.text == " _.|")
}

@Test("A typed text is cut at its left so that the cursor stays in view")
func typing() {
  var frame = Frame(size: Size(columns: 12, rows: 1))
  frame.draw(InputLine("/", text: "商品商品商品x", cursor: 6), in: frame.bounds)

  #expect(frame.cursor == Position(column: 11, row: 0))
  #expect(frame.text == "/品商品商品x")
}

@Test("Every widget draws into any rectangle, and never outside of it", arguments: 0..<9)
func anyRectangle(columns: Int) {
  for glyphs in GlyphLevel.allCases {
    for rows in 0..<9 {
      for (column, row) in [(3, 2), (-2, -1), (18, 10)] {
        let rect = Rect(column: column, row: row, columns: columns * 2, rows: rows)
        for widget in Sample.widgets {
          var frame = Frame(size: Size(columns: 20, rows: 12), glyphs: glyphs)
          frame.fill(frame.bounds, "!")
          draw(widget, rect, &frame)
          expectUntouched(frame, outside: rect)
        }
      }
    }
  }
}

private func draw(_ widget: any Widget, _ rect: Rect, _ frame: inout Frame) {
  frame.draw(widget, in: rect)
}

private func expectUntouched(_ frame: Frame, outside rect: Rect) {
  for row in 0..<frame.size.rows {
    for column in 0..<frame.size.columns where !rect.contains(Position(column: column, row: row)) {
      if frame[row: row, column: column].character != "!" {
        Issue.record("drew outside of \(rect) at \(column), \(row)")
        return
      }
    }
  }
}
