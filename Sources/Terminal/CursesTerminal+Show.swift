import CNCurses
public import Canvas

extension CursesTerminal {
  /// Puts a frame on the screen; only what differs from the last one is sent, and nothing where
  /// they are equal.
  ///
  /// A frame that is larger than the terminal is cut, beside a smaller one the rest is blank.
  public mutating func show(_ frame: Frame) {
    guard frame != shown else { return }
    if frame.size != shown?.size { werase(window) }
    let columns = min(frame.size.columns, size.columns)
    for row in 0..<min(frame.size.rows, size.rows) {
      let cells = frame.cells(ofRow: row)
      if let shown, shown.size == frame.size, shown.cells(ofRow: row) == cells { continue }
      draw(cells.prefix(columns), row: row)
    }
    placeCursor(frame.cursor)
    shown = frame
    wrefresh(window)
    if mayProbe { askWidth() }
  }

  private func draw(_ cells: ArraySlice<Cell>, row: Int) {
    var scalars: [wchar_t] = []
    for (column, cell) in cells.enumerated() where !cell.isContinuation {
      // A wide character that the border cuts in half.
      let isCut = column + Int(cell.columns) > cells.count
      scalars.removeAll(keepingCapacity: true)
      if isCut {
        scalars.append(0x20)
      } else {
        for scalar in cell.character.unicodeScalars {
          scalars.append(wchar_t(bitPattern: scalar.value))
        }
      }
      scalars.append(0)
      cncurses_put(
        window, Int32(row), Int32(column), scalars, isCut ? 1 : Int32(cell.columns),
        palette.attributes(cell.style), palette.pair(cell.style.ink))
    }
  }

  private mutating func placeCursor(_ cursor: Position?) {
    leaveok(window, cursor == nil)
    if isCursorVisible != (cursor != nil) { curs_set(cursor == nil ? 0 : 1) }
    isCursorVisible = cursor != nil
    if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
  }
}
