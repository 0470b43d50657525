import Commerce
import Statistics

/// Reads one dimension of a table as cells, one `Int64` a row, and gives cells their meaning back.
///
/// Equal cells of one reader are equal values, `Cell.absent` is the absent one. A cell is a number in
/// the unit of the dimension's type, or a code that only this reader knows.
class DimensionReader {
  let dimension: Dimension

  init(_ dimension: Dimension) { self.dimension = dimension }

  /// Writes the cells of a run (rows × 1).
  func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    cells.update(repeating: Cell.absent, count: run.count)
  }

  /// A sealed segment as small numbers that lead to cells; `nil` where the cells are to be read.
  func codedSegment(_ index: Int) -> CodedSegment? { nil }

  /// A sealed segment whose cells are the dimension's or marks of absent ones; `nil` where the cells
  /// are to be read.
  func numberSegment(_ index: Int) -> ColumnSegment? { nil }

  /// The value of a cell, as answers show it.
  func value(_ cell: Int64) -> FieldValue {
    guard cell != Cell.absent else { return .absent }
    switch dimension.type {
    case .text: return .integer(cell)
    case .digits(let count): return .text(digits(Int(cell), count))
    case .money: return .money(Money(units: cell))
    case .decimal: return .decimal(ExactDecimal(tenThousandths: cell))
    case .integer: return .integer(cell)
    case .hours: return .number(number(cell))
    case .time: return .time(Timestamp(microseconds: cell))
    case .flag: return .flag(cell != 0)
    case .calendar(let unit): return unit.isNumber ? .integer(cell) : .text(unit.text(cell))
    }
  }

  /// The nearest binary64 number of a cell that is not absent.
  func number(_ cell: Int64) -> Double { Double(cell) / Double(dimension.type.scale) }

  /// The exact number behind a cell that is no plain number.
  func decimal(ofCode cell: Int64) -> ExactDecimal? { nil }

  /// Whether plain cells stand in the order of their values.
  var ordersByCell: Bool { true }

  /// Whether a value comes before another in ascending order, absent last.
  func precedes(_ left: Int64, _ right: Int64) -> Bool {
    if left == Cell.absent || right == Cell.absent {
      return left != Cell.absent && right == Cell.absent
    }
    return left < right
  }

  /// Calls `body` with the UTF-8 bytes of a cell's text.
  func withText<Result>(_ cell: Int64, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var text = value(cell).description
    return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }

  /// Whether cells read before may now be read differently though no row was touched.
  func isOutdated() -> Bool { false }

  /// Forgets what was derived from other tables.
  func reset() {}
}

/// Whether bytes come before others; a text before those that it begins.
func bytesPrecede(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  left.lexicographicallyPrecedes(right)
}
