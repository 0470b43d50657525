import Canvas
import Testing

@Test("Parts fill a rectangle: fixed ones first, the rest by weight, none below zero")
func splitting() {
  let rect = Rect(column: 1, row: 2, columns: 10, rows: 7)

  #expect(rect.split(rows: [2, .rest, 1]).map(\.rows) == [2, 4, 1])
  #expect(rect.split(rows: [2, .rest, 1]).map(\.row) == [2, 4, 8])
  #expect(rect.split(columns: [.share(1), .share(2)]).map(\.columns) == [3, 7])
  #expect(rect.split(columns: [.cells(8), .cells(8), .rest]).map(\.columns) == [8, 2, 0])
  #expect(rect.split(columns: []).isEmpty)
}

@Test("An inset larger than the rectangle leaves an empty one")
func insets() {
  let rect = Rect(column: 0, row: 0, columns: 3, rows: 2)

  #expect(rect.inset(left: 2, right: 2).isEmpty)
  #expect(rect.inset(left: 1, top: 1) == Rect(column: 1, row: 1, columns: 2, rows: 1))
  #expect(rect.line(2).isEmpty)
}

@Test("Rectangles that do not touch have an empty intersection")
func intersections() {
  let left = Rect(column: 0, row: 0, columns: 3, rows: 3)

  #expect(left.intersection(Rect(column: 3, row: 0, columns: 2, rows: 2)).isEmpty)
  #expect(
    left.intersection(Rect(column: -1, row: 2, columns: 3, rows: 9))
      == Rect(column: 0, row: 2, columns: 2, rows: 1))
}
