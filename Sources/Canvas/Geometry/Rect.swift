/// A rectangle of cells; may be empty, and may lie outside of the frame that it is used with.
public struct Rect: Hashable, Sendable {
  /// The leftmost column, from 0.
  public let column: Int
  /// The topmost row, from 0.
  public let row: Int
  /// Never negative.
  public let columns: Int
  /// Never negative.
  public let rows: Int

  /// A negative length becomes 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// All cells of a frame of this size.
  public init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  public var isEmpty: Bool { columns == 0 || rows == 0 }
  public var size: Size { Size(columns: columns, rows: rows) }
  /// The first column to the right of the rectangle.
  public var endColumn: Int { column + columns }
  /// The first row below the rectangle.
  public var endRow: Int { row + rows }

  public func contains(_ position: Position) -> Bool {
    position.column >= column && position.column < endColumn
      && position.row >= row && position.row < endRow
  }

  /// The cells that lie in both; empty where there are none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top,
      columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
  }

  /// The rectangle without so many cells at each side; empty where nothing is left.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    let left = min(left, columns)
    let top = min(top, rows)
    return Rect(
      column: column + left, row: row + top,
      columns: columns - left - right, rows: rows - top - bottom)
  }

  /// One row of the rectangle, counted from its top; empty where it has no such row.
  public func line(_ index: Int) -> Rect {
    let exists = index >= 0 && index < rows
    return Rect(column: column, row: row + index, columns: columns, rows: exists ? 1 : 0)
  }
}
