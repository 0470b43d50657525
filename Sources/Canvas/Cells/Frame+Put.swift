/// At which end of its room a text stands.
public enum Alignment: Hashable, Sendable {
  case left
  case center
  case right
}

extension Frame {
  /// Draws text from a cell on, in at most so many cells, and blanks what is left of them.
  ///
  /// Text that does not fit is cut on a cluster border and ends with the ellipsis. What lies
  /// outside of the frame is not drawn.
  ///
  /// - Returns: the cells that the text itself took.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, columns: Int? = nil, style: Style = .plain,
    align: Alignment = .left
  ) -> Int {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return 0 }
    let room = min(columns ?? CellWidth.cells(text), size.columns - column)
    guard room > 0 else { return 0 }
    let shown = text.truncated(toCells: room, glyphs: glyphs)
    let used = CellWidth.cells(shown)
    let lead =
      switch align {
      case .left: 0
      case .center: (room - used) / 2
      case .right: room - used
      }
    blankCells(lead, row: row, column: column, style: style)
    write(shown, row: row, column: column + lead, style: style)
    blankCells(room - lead - used, row: row, column: column + lead + used, style: style)
    return used
  }

  /// Draws text into one line of a rectangle, cut to it; rows and columns count from its corner.
  ///
  /// - Returns: the cells that the text itself took.
  @discardableResult
  public mutating func put(
    _ text: String, in rect: Rect, row: Int = 0, column: Int = 0, columns: Int? = nil,
    style: Style = .plain, align: Alignment = .left
  ) -> Int {
    guard row >= 0, row < rect.rows, column >= 0, column < rect.columns else { return 0 }
    let room = min(columns ?? CellWidth.cells(text), rect.columns - column)
    return put(
      text, row: rect.row + row, column: rect.column + column, columns: room, style: style,
      align: align)
  }

  /// Draws runs of text after each other into one line of a rectangle, cut to it.
  ///
  /// - Returns: the cells that the text took.
  @discardableResult
  public mutating func put(
    _ line: StyledLine, in rect: Rect, row: Int = 0, column: Int = 0
  ) -> Int {
    var used = 0
    for run in line.runs {
      let wanted = CellWidth.cells(run.text)
      let taken = put(run.text, in: rect, row: row, column: column + used, style: run.style)
      used += taken
      // Nothing may follow an ellipsis, also where it left the odd cell.
      if taken < wanted { break }
    }
    return used
  }

  /// Shows each place where the needle stands in the rectangle's rows in the style; case is not
  /// told apart.
  ///
  /// Only what is drawn is searched, so a match that was cut off is not marked.
  public mutating func mark(_ needle: String, in rect: Rect, style: Style) {
    let needle = Array(needle.safeForTerminal.lowercased())
    let rect = rect.intersection(bounds)
    guard !needle.isEmpty, !rect.isEmpty else { return }
    for row in rect.row..<rect.endRow { mark(needle, row: row, rect, style) }
  }

  private mutating func mark(_ needle: [Character], row: Int, _ rect: Rect, _ style: Style) {
    let columns = (rect.column..<rect.endColumn).filter {
      !self[row: row, column: $0].isContinuation
    }
    let drawn = columns.map { column in
      let character = self[row: row, column: column].character
      return character.lowercased().first ?? character
    }
    guard drawn.count >= needle.count else { return }
    for start in 0...drawn.count - needle.count
    where drawn[start..<start + needle.count].elementsEqual(needle) {
      let last = columns[start + needle.count - 1]
      let end = last + Int(self[row: row, column: last].columns)
      let width = end - columns[start]
      restyle(Rect(column: columns[start], row: row, columns: width, rows: 1)) { $0 = style }
    }
  }

  private mutating func blankCells(_ count: Int, row: Int, column: Int, style: Style) {
    for offset in 0..<max(0, count) {
      set(DrawnPiece(character: " ", columns: 1), row: row, column: column + offset, style: style)
    }
  }

  /// Draws text that is known to fit into the row.
  private mutating func write(_ text: String, row: Int, column: Int, style: Style) {
    var column = column
    for cluster in text {
      DrawnPiece.forEach(in: cluster) { piece in
        let shown = glyphs == .ascii && piece.character == "·" ? "." : piece.character
        set(
          DrawnPiece(character: shown, columns: piece.columns), row: row, column: column,
          style: style)
        column += piece.columns
      }
    }
  }
}
