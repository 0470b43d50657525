/// How many cells a terminal or a frame has.
public struct Size: Hashable, Sendable {
  /// Cells in a row, never negative.
  public let columns: Int
  /// Never negative.
  public let rows: Int

  /// A negative length becomes 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// The place of one cell, counted from 0 at the top left.
public struct Position: Hashable, Sendable {
  public var column: Int
  public var row: Int

  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}
