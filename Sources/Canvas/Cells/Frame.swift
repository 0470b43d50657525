/// A picture of the whole terminal, in memory: what `view` returns and the terminal shows.
///
/// Everything drawn into it is cut to its size, and every text is made safe for a terminal.
public struct Frame: Equatable, Sendable {
  public let size: Size
  /// Which characters may be drawn; widgets and `put` read it.
  public let glyphs: GlyphLevel
  /// Row by row, rows × columns.
  ///
  /// A wide character is followed by its continuation cell.
  public private(set) var cells: [Cell]
  /// Where the cursor stands, for a text input; hidden where `nil`.
  public var cursor: Position?

  /// A blank frame.
  public init(size: Size, glyphs: GlyphLevel = .ascii) {
    self.size = size
    self.glyphs = glyphs
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// All cells.
  public var bounds: Rect { Rect(size) }

  /// The cell at a place inside of the frame.
  public subscript(row row: Int, column column: Int) -> Cell {
    precondition(row >= 0 && row < size.rows && column >= 0 && column < size.columns)
    return cells[row * size.columns + column]
  }

  /// The cells of one row, left to right.
  public func cells(ofRow row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Gives every cell of the rectangle that lies in the frame another style.
  public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let rect = rect.intersection(bounds)
    guard !rect.isEmpty else { return }
    for row in rect.row..<rect.endRow {
      let start = row * size.columns
      for index in start + rect.column..<start + rect.endColumn { change(&cells[index].style) }
    }
  }

  /// Shows the rectangle in reverse video.
  public mutating func highlight(_ rect: Rect) { restyle(rect) { $0.isReverse = true } }

  /// Fills the part of the rectangle that lies in the frame with a character of one cell.
  public mutating func fill(_ rect: Rect, _ character: Character = " ", style: Style = .plain) {
    let rect = rect.intersection(bounds)
    guard !rect.isEmpty else { return }
    let safe = CellWidth.cells(character) == 1 ? character : " "
    for row in rect.row..<rect.endRow {
      for column in rect.column..<rect.endColumn {
        set(DrawnPiece(character: safe, columns: 1), row: row, column: column, style: style)
      }
    }
  }

  /// Puts a piece whose cells all lie in the frame; the other half of a wide character that it
  /// covers becomes blank.
  mutating func set(_ piece: DrawnPiece, row: Int, column: Int, style: Style) {
    let start = row * size.columns
    let end = column + piece.columns
    if cells[start + column].isContinuation, column > 0 { blank(start + column - 1) }
    if end < size.columns, cells[start + end].isContinuation { blank(start + end) }
    cells[start + column] = Cell(piece.character, columns: Int8(piece.columns), style: style)
    if piece.columns == 2 { cells[start + column + 1] = Cell(" ", columns: 0, style: style) }
  }

  private mutating func blank(_ index: Int) {
    cells[index] = Cell(" ", columns: 1, style: cells[index].style)
  }
}

extension Frame {
  /// The rows as text, joined by newlines, each without its trailing blanks.
  public var text: String {
    (0..<size.rows).map { row in
      var line = ""
      for cell in cells(ofRow: row) where !cell.isContinuation { line.append(cell.character) }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
