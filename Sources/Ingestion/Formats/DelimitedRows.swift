/// The machine of CSV and TSV: finds the end of a row and the cells in it.
///
/// Pure; keeps only the cells of the last row.
///
/// Source: RFC 4180. A quote inside a cell that began without one is text. A quoted cell may hold
/// line ends as long as the row stays within `rowLimit` bytes.
package struct DelimitedRows {
  let delimiter: UInt8
  /// What quotes cells; 0xFF, which no text has, for nothing.
  let quote: UInt8
  /// The most bytes that a row may have.
  let rowLimit: Int
  /// The cells that each row should have; 0 while unknown.
  package var expectedCells = 0
  /// Whether a quote that is still open at the end of the bytes is taken as never closed, although
  /// more bytes may follow: its line is given up if it is there whole.
  package var givesUpQuotes = false
  /// Cells of the last row, also those past `cells.capacity`.
  package internal(set) var count = 0
  /// The text of cells that had doubled quotes.
  package let unescaped = ByteBuffer(capacity: 4096)
  var unescapedCount = 0
  /// Whether a cell of the last row may stand in `="…"` or between tabs.
  var mayBeProtected = false
  private let store: CellStore

  package init(delimiter: UInt8, quote: Dialect.Quote = .byte(quoteMark), rowLimit: Int) {
    self.delimiter = delimiter
    if case .byte(let byte) = quote { self.quote = byte } else { self.quote = 0xFF }
    self.rowLimit = rowLimit
    store = CellStore()
  }

  /// The cells of the last row: the first `count`, at most `CellStore.capacity`.
  package var cells: UnsafeMutablePointer<CellSlice> { store.cells }

  /// Finds the row that begins at `start`.
  ///
  /// `isLast`: no more bytes will follow `end`.
  ///
  /// `base` must be readable `scanPadding` bytes past `end`.
  package mutating func next(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan {
    let (delimiter, quote) = (delimiter, quote)
    let cells = store.cells
    let addend = spread(0x80 - max(delimiter, quote < 0x80 ? quote : 0, carriageReturn) - 1)
    let stop = min(end, start &+ rowLimit &+ 1)
    var at = start
    var cellStart = start
    var found = 0
    var high: UInt64 = 0
    var hasNul = false
    unescapedCount = 0
    mayBeProtected = false
    while at < stop {
      let bytes = word(base, at)
      high |= bytes
      var mask = bytesBelow(bytes, addend: addend)
      while mask != 0 {
        let position = at &+ firstByte(mask)
        mask &= mask &- 1
        guard position < stop else { break }
        let special = byte(base, position)
        if special == delimiter {
          if found < CellStore.capacity { cells[found] = CellSlice(cellStart, position) }
          found &+= 1
          cellStart = position &+ 1
        } else if special == lineFeed || special == carriageReturn {
          if position == start { return RowScan(kind: .empty, end: position) }
          if found < CellStore.capacity { cells[found] = CellSlice(cellStart, position) }
          count = found &+ 1
          return RowScan(
            kind: .row, end: position, mayHaveHighBytes: high & spread(0x80) != 0, hasNul: hasNul)
        } else if special == quote {
          if position == cellStart { return quotedRow(base, from: start, to: end, isLast: isLast) }
          mayBeProtected = true
        } else if special == 0 {
          hasNul = true
        } else if special == tab {
          mayBeProtected = true
        }
      }
      at &+= 8
    }
    if end &- start > rowLimit { return RowScan(kind: .long, end: stop, hasNul: hasNul) }
    guard isLast else { return RowScan(kind: .incomplete, end: start) }
    if found < CellStore.capacity { cells[found] = CellSlice(cellStart, end) }
    count = found &+ 1
    return RowScan(
      kind: .row, end: end, mayHaveHighBytes: high & spread(0x80) != 0, hasNul: hasNul)
  }

  /// Keeps the next cell of the row.
  mutating func add(_ cell: CellSlice) {
    if count < CellStore.capacity { store.cells[count] = cell }
    count += 1
  }
}

/// Room for the cells of one row.
///
/// A class, because it owns memory.
final class CellStore {
  /// More cells than this are counted, not kept.
  static let capacity = 4096
  let cells: UnsafeMutablePointer<CellSlice>

  init() {
    cells = .allocate(capacity: CellStore.capacity)
    cells.initialize(repeating: CellSlice(0, 0), count: CellStore.capacity)
  }

  deinit { cells.deallocate() }
}
