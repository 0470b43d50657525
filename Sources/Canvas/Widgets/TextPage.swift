/// Lines of text of which a part is shown.
public struct TextPage: Widget, Equatable {
  public var lines: [StyledLine]
  /// The line at the top, from 0.
  public var firstLine: Int
  /// From 0; shown with `>` and in reverse video.
  public var selectedLine: Int?

  public init(_ lines: [StyledLine], firstLine: Int = 0, selectedLine: Int? = nil) {
    self.lines = lines
    self.firstLine = firstLine
    self.selectedLine = selectedLine
  }

  /// The nearest line to `wanted` that may be at the top, so that no row below the end is shown.
  public static func firstLine(nearest wanted: Int, lines: Int, rows: Int) -> Int {
    min(max(0, wanted), max(0, lines - rows))
  }

  /// The top line that moves least from `first` and keeps `selected` in view.
  public static func firstLine(showing selected: Int, first: Int, rows: Int) -> Int {
    if selected < first { return max(0, selected) }
    return rows > 0 && selected >= first + rows ? selected - rows + 1 : max(0, first)
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    frame.fill(rect)
    let first = max(0, firstLine)
    for row in 0..<rect.rows where first + row < lines.count {
      let isSelected = first + row == selectedLine
      if isSelected { frame.put(">", in: rect, row: row) }
      frame.put(lines[first + row], in: rect, row: row, column: 1)
      if isSelected { frame.highlight(rect.line(row)) }
    }
  }
}
