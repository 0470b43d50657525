import Commerce

/// A row whose columns have names that are not ours.
struct ForeignRow {
  let row: RawRow
  /// The texts of the columns: in the block, or unescaped.
  let slices: UnsafePointer<CellSlice>
  let count: Int
  let unescaped: UnsafeRawPointer
  /// Bytes of unescaped text.
  let unescapedCount: Int

  /// What stands for a column that the row does not have, as JSON objects may.
  static let lacking = CellSlice(-1, -1)

  /// Whether the row does not have the column.
  func lacks(_ column: Int) -> Bool {
    column >= count || slices[column] == ForeignRow.lacking
  }

  /// The text of a column without the blanks around it; empty where the row has none.
  func text(_ column: Int) -> UnsafeRawBufferPointer {
    guard column < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let slice = slices[column]
    guard slice.end > slice.start else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let base = slice.isUnescaped ? unescaped : row.base
    let bounds = trimmed(base, Int(slice.start), Int(slice.end))
    return UnsafeRawBufferPointer(start: base + bounds.start, count: bounds.end - bounds.start)
  }
}

/// What takes the rows of a feed with foreign columns.
///
/// A class, because decoders hand it rows through a reference that they share with nobody.
protocol ForeignRows: AnyObject {
  /// The names of the columns, in the order of the cells; again where names were added.
  func begin(_ names: [String])
  func take(_ row: ForeignRow, into sink: inout RowSink)
  /// The keys of JSON objects that it wants as its first columns.
  var wantedNames: [String] { get }
  /// One that takes other rows of the feed; `nil` where all must come to this one.
  func forked() -> (any ForeignRows)?
  /// What the user should be told about the feed as a whole; `nil` for nothing.
  var notice: String? { get }
  /// Columns that it does not use.
  var unusedNames: [String] { get }
  /// The names by which a header is known; empty where any header will do.
  var headerNames: [String] { get }
  /// Whether the row has no value for something that each must have.
  func lacksRequired(_ row: ForeignRow) -> Bool
}

extension ForeignRows {
  var headerNames: [String] { wantedNames }
  func lacksRequired(_ row: ForeignRow) -> Bool { false }
}
