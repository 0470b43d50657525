/// A cell of a row: the bytes `start..<end` at `base`.
struct Cell {
  var base: UnsafeRawPointer
  var start: Int
  var end: Int
  /// What to add to `start` to have the text's place in the block.
  var shift: Int
}

/// The cells of a row, one after the other.
protocol RowCells {
  /// The next cell; as often as the row has cells.
  mutating func next() -> Cell
}

/// Cells that an index has found: in the block as they are meant.
struct IndexedCells: RowCells {
  let base: UnsafeRawPointer
  /// Where the next cell begins.
  var start: Int
  /// Where the next cell ends, and those behind it.
  var ends: UnsafePointer<UInt32>

  @inline(__always)
  mutating func next() -> Cell {
    let cell = Cell(base: base, start: start, end: Int(ends.pointee), shift: 0)
    start = cell.end &+ 1
    ends += 1
    return cell
  }
}

/// Cells that the machine has found, some of them in its unescaped text.
struct SlicedCells: RowCells {
  let base: UnsafeRawPointer
  let unescaped: UnsafeRawPointer
  /// The place in the block of the unescaped text.
  var textShift = 0
  var slices: UnsafePointer<CellSlice>

  @inline(__always)
  mutating func next() -> Cell {
    let slice = slices.pointee
    slices += 1
    return Cell(
      base: slice.isUnescaped ? unescaped : base, start: Int(slice.start), end: Int(slice.end),
      shift: slice.isUnescaped ? textShift : 0)
  }
}

extension RowCells {
  /// The cell `index` places from the next.
  func cell(_ index: Int) -> Cell {
    var cells = self
    for _ in 0..<index { _ = cells.next() }
    return cells.next()
  }
}
