// Loops over the cells of a sealed segment as they lie there, in 1, 2 or 4 bytes each; one of width 0
// has the same cell everywhere.
extension ColumnSegment {
  /// Whether some cells are marks, not numbers.
  public var hasMarks: Bool { leastMark != .max }

  /// Adds to the place of each row (rows × 1, from `offset` in the segment) what `table` (cells × 1)
  /// has for its cell.
  public func addPlaces(
    from offset: Int, count: Int, by table: UnsafePointer<UInt32>,
    to places: UnsafeMutablePointer<UInt32>
  ) {
    guard let cells else {
      let part = table[0]
      for row in 0..<count { places[row] &+= part }
      return
    }
    switch width {
    case 1: add(cells.assumingMemoryBound(to: UInt8.self) + offset, count, table, places)
    case 2: add(cells.assumingMemoryBound(to: UInt16.self) + offset, count, table, places)
    default: add(cells.assumingMemoryBound(to: UInt32.self) + offset, count, table, places)
    }
  }

  /// Adds to the place of each row what `table` has for the quotient of its cell.
  public func addPlaces(
    from offset: Int, count: Int, by table: UnsafePointer<UInt32>, dividedBy divisor: CellDivisor,
    to places: UnsafeMutablePointer<UInt32>
  ) {
    guard let cells else {
      let part = table[divisor.quotient(0)]
      for row in 0..<count { places[row] &+= part }
      return
    }
    switch width {
    case 1: add(cells.assumingMemoryBound(to: UInt8.self) + offset, count, table, divisor, places)
    case 2: add(cells.assumingMemoryBound(to: UInt16.self) + offset, count, table, divisor, places)
    default: add(cells.assumingMemoryBound(to: UInt32.self) + offset, count, table, divisor, places)
    }
  }

  /// Writes what `table` (cells × 1) has for each row's cell.
  public func look(
    up table: UnsafePointer<UInt8>, from offset: Int, count: Int,
    into results: UnsafeMutablePointer<UInt8>
  ) {
    guard let cells else { return results.update(repeating: table[0], count: count) }
    switch width {
    case 1: look(up: table, cells.assumingMemoryBound(to: UInt8.self) + offset, count, results)
    case 2: look(up: table, cells.assumingMemoryBound(to: UInt16.self) + offset, count, results)
    default: look(up: table, cells.assumingMemoryBound(to: UInt32.self) + offset, count, results)
    }
  }

  /// Writes `inside` where a row's value lies from `least` to `greatest`, else `outside`.
  public func lookUp(
    inside: UInt8, outside: UInt8, least wanted: Int64, greatest most: Int64, from offset: Int,
    count: Int, into results: UnsafeMutablePointer<UInt8>
  ) {
    let (low, high) = (max(wanted, least), min(most, greatest))
    guard low <= high else { return results.update(repeating: outside, count: count) }
    guard low > least || high < greatest, let cells else {
      return results.update(repeating: inside, count: count)
    }
    let first = UInt32(truncatingIfNeeded: (low - base + step - 1) / step)
    let last = UInt32(truncatingIfNeeded: (high - base) / step)
    guard first <= last else { return results.update(repeating: outside, count: count) }
    let (distance, verdicts) = (last - first, (inside, outside))
    switch width {
    case 1:
      compare(
        cells.assumingMemoryBound(to: UInt8.self) + offset, count, first, distance, verdicts,
        results)
    case 2:
      compare(
        cells.assumingMemoryBound(to: UInt16.self) + offset, count, first, distance, verdicts,
        results)
    default:
      compare(
        cells.assumingMemoryBound(to: UInt32.self) + offset, count, first, distance, verdicts,
        results)
    }
  }

  @inline(__always)
  private func compare<Cell: FixedWidthInteger & UnsignedInteger>(
    _ cells: UnsafePointer<Cell>, _ count: Int, _ first: UInt32, _ distance: UInt32,
    _ verdicts: (inside: UInt8, outside: UInt8), _ results: UnsafeMutablePointer<UInt8>
  ) {
    for row in 0..<count {
      let isInside = UInt32(truncatingIfNeeded: cells[row]) &- first <= distance
      results[row] = isInside ? verdicts.inside : verdicts.outside
    }
  }

  /// Adds each row's cell, and one row above the bits of `PlaceTally.sumBits`, to the tally of its
  /// place (rows × 1); marks are left out.
  public func tally(
    from offset: Int, count: Int, places: UnsafePointer<UInt32>,
    to tallies: UnsafeMutablePointer<UInt64>
  ) {
    guard let cells else { return countPlaces(places, count, to: tallies) }
    switch width {
    case 1: tally(cells.assumingMemoryBound(to: UInt8.self) + offset, count, places, tallies)
    case 2: tally(cells.assumingMemoryBound(to: UInt16.self) + offset, count, places, tallies)
    default: tally(cells.assumingMemoryBound(to: UInt32.self) + offset, count, places, tallies)
    }
  }

  @inline(__always)
  private func add<Cell: FixedWidthInteger & UnsignedInteger>(
    _ cells: UnsafePointer<Cell>, _ count: Int, _ table: UnsafePointer<UInt32>,
    _ places: UnsafeMutablePointer<UInt32>
  ) {
    for row in 0..<count { places[row] &+= table[Int(truncatingIfNeeded: cells[row])] }
  }

  @inline(__always)
  private func add<Cell: FixedWidthInteger & UnsignedInteger>(
    _ cells: UnsafePointer<Cell>, _ count: Int, _ table: UnsafePointer<UInt32>,
    _ divisor: CellDivisor, _ places: UnsafeMutablePointer<UInt32>
  ) {
    for row in 0..<count {
      places[row] &+= table[divisor.quotient(UInt64(truncatingIfNeeded: cells[row]))]
    }
  }

  @inline(__always)
  private func look<Cell: FixedWidthInteger & UnsignedInteger>(
    up table: UnsafePointer<UInt8>, _ cells: UnsafePointer<Cell>, _ count: Int,
    _ results: UnsafeMutablePointer<UInt8>
  ) {
    for row in 0..<count { results[row] = table[Int(truncatingIfNeeded: cells[row])] }
  }

  @inline(__always)
  private func tally<Cell: FixedWidthInteger & UnsignedInteger>(
    _ cells: UnsafePointer<Cell>, _ count: Int, _ places: UnsafePointer<UInt32>,
    _ tallies: UnsafeMutablePointer<UInt64>
  ) {
    let oneRow = PlaceTally.oneRow
    guard hasMarks else {
      for row in 0..<count {
        tallies[Int(places[row])] &+= oneRow &+ UInt64(truncatingIfNeeded: cells[row])
      }
      return
    }
    for row in 0..<count {
      let cell = UInt64(truncatingIfNeeded: cells[row])
      tallies[Int(places[row])] &+= cell < leastMark ? oneRow &+ cell : 0
    }
  }
}

/// Moves the rows (rows × 1) whose mark is another than `wanted` to the place `aside`.
///
/// By masks: which rows are taken is no guess that a processor could learn.
public func setAside(
  _ places: UnsafeMutablePointer<UInt32>, _ count: Int, unless marks: UnsafePointer<UInt8>,
  are wanted: UInt8, at aside: UInt32
) {
  for row in 0..<count {
    let kept: UInt32 = 0 &- (marks[row] == wanted ? 1 : 0)
    places[row] = (places[row] & kept) | (aside & ~kept)
  }
}

/// Counts each row (rows × 1) at its place.
public func countPlaces(
  _ places: UnsafePointer<UInt32>, _ count: Int, to tallies: UnsafeMutablePointer<UInt64>
) {
  for row in 0..<count { tallies[Int(places[row])] &+= PlaceTally.oneRow }
}

/// How many rows a place has, and the sum of their cells, in one word.
///
/// Of at most `mostRows` rows, so that neither half overflows: 2¹⁵ cells of 32 bits take 47.
public struct PlaceTally {
  public static let mostRows = 1 << 15
  static let oneRow: UInt64 = 1 << 48

  public let rows: Int64
  /// In steps of the segment, above its base.
  public let cells: Int64

  public init(_ word: UInt64) {
    rows = Int64(word &>> 48)
    cells = Int64(word & (PlaceTally.oneRow &- 1))
  }
}

/// Divides the cells of a segment, each moved up by the same, by a whole number.
///
/// One multiplication by the reciprocal in 64 bits, rounded up: exact while dividend × divisor is
/// below 2⁶⁴, because the reciprocal is off by less than divisor ÷ 2⁶⁴.
///
/// Source: Granlund and Montgomery, *Division by Invariant Integers using Multiplication*, 1994.
public struct CellDivisor: Sendable {
  private let shift: UInt64
  private let reciprocal: UInt64

  /// `nil` where a cell up to `greatest` might not be divided exactly.
  public init?(_ divisor: UInt64, movedBy shift: UInt64, greatest: UInt64) {
    guard divisor > 1, shift < divisor,
      !(greatest + shift).multipliedReportingOverflow(by: divisor).overflow
    else { return nil }
    self.shift = shift
    reciprocal = UInt64.max / divisor + 1
  }

  @inline(__always)
  public func quotient(_ cell: UInt64) -> Int {
    Int(truncatingIfNeeded: (cell &+ shift).multipliedFullWidth(by: reciprocal).high)
  }
}
