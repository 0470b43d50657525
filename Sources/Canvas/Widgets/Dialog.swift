/// A box in the middle of what it covers, with a title, lines, and a border all around.
public struct Dialog: Widget, Equatable {
  public var title: String
  /// At the right of the title line.
  public var note: String
  public var page: TextPage

  public init(_ title: String, note: String = "", page: TextPage) {
    self.title = title
    self.note = note
    self.page = page
  }

  /// The box within `rect`: as large as its lines need, at most the whole of it.
  public func box(in rect: Rect) -> Rect {
    let widest = page.lines.map(\.cells).max() ?? 0
    let titled = CellWidth.cells(title) + CellWidth.cells(note) + 4
    let columns = min(rect.columns, max(widest, titled) + 4)
    let rows = min(rect.rows, page.lines.count + 2)
    return Rect(
      column: rect.column + (rect.columns - columns) / 2,
      row: rect.row + (rect.rows - rows) / 2, columns: columns, rows: rows)
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let box = box(in: rect)
    let glyphs = frame.glyphs
    frame.fill(box)
    PanelBorder(title, note: note).draw(in: box.line(0), of: &frame)
    frame.fill(box.line(box.rows - 1), glyphs.horizontal, style: .faint)
    for column in [box.column, box.endColumn - 1] {
      let side = Rect(column: column, row: box.row, columns: 1, rows: box.rows)
      frame.fill(side.intersection(box), glyphs.vertical, style: .faint)
    }
    drawCorners(of: box, in: &frame)
    page.draw(in: box.inset(left: 1, top: 1, right: 1, bottom: 1), of: &frame)
    if box.rows < 3 || box.columns < 3 { frame.put(title, in: box, columns: box.columns) }
  }

  private func drawCorners(of box: Rect, in frame: inout Frame) {
    let corners: [Character] =
      frame.glyphs == .ascii ? ["+", "+", "+", "+"] : ["┌", "┐", "└", "┘"]
    let places = [
      (box.row, box.column), (box.row, box.endColumn - 1),
      (box.endRow - 1, box.column), (box.endRow - 1, box.endColumn - 1),
    ]
    for (corner, place) in zip(corners, places) {
      frame.fill(
        Rect(column: place.1, row: place.0, columns: 1, rows: 1).intersection(box), corner,
        style: .faint)
    }
  }
}
