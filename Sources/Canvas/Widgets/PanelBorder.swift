/// The title line of a panel, and the line that separates it from the panel to its right.
///
/// `-Top enterprises------------ 5 of 2,800 +`: borders stand only where they separate.
public struct PanelBorder: Widget, Equatable {
  public var title: String
  /// What the panel shows of how much, its unit or window; at the right end of the title line.
  public var note: String
  /// A panel with the focus has `>` before its title and the title in reverse video.
  public var isFocused: Bool
  /// Whether the rightmost column is a separator.
  public var separatesRight: Bool

  public init(
    _ title: String, note: String = "", isFocused: Bool = false, separatesRight: Bool = false
  ) {
    self.title = title
    self.note = note
    self.isFocused = isFocused
    self.separatesRight = separatesRight
  }

  /// The rectangle inside of the border.
  public func content(of rect: Rect) -> Rect {
    rect.inset(top: 1, right: separatesRight ? 1 : 0)
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    frame.fill(rect.line(0), frame.glyphs.horizontal, style: .faint)
    let noteCells = note.isEmpty ? 0 : CellWidth.cells(note) + 3
    // The title wins where both do not fit.
    let showsNote = noteCells > 0 && CellWidth.cells(title) + noteCells + 2 <= rect.columns
    let titleStyle = isFocused ? Style(bold: true, reverse: true) : .bold
    frame.put(isFocused ? ">" : String(frame.glyphs.horizontal), in: rect, style: .faint)
    frame.put(title, in: rect.inset(left: 1, right: 1), style: titleStyle)
    if showsNote {
      frame.put(" \(note) ", in: rect, column: rect.columns - noteCells, style: .faint)
    }
    if separatesRight { drawSeparator(in: rect, of: &frame) }
  }

  private func drawSeparator(in rect: Rect, of frame: inout Frame) {
    let column = rect.endColumn - 1
    let line = Rect(column: column, row: rect.row, columns: 1, rows: rect.rows)
    frame.fill(line, frame.glyphs.vertical, style: .faint)
    frame.fill(line.line(0), joint(above: rect.row, column, frame), style: .faint)
  }

  /// The sign where the title line and the separator meet, and perhaps a separator from above.
  private func joint(above row: Int, _ column: Int, _ frame: Frame) -> Character {
    if frame.glyphs == .ascii { return "+" }
    let continues = row > 0 && frame[row: row - 1, column: column].character == "│"
    return continues ? "┼" : "┬"
  }
}
