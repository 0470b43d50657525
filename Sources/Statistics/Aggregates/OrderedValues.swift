/// Numbers kept for exact quantiles, in 4 bytes each while all lie in 0..<2³², else in 8.
///
/// They lie in buckets of which a reading sorts only the one that it asks for. What comes later is kept
/// apart, until it has grown to an eighth of them: a reading after a few changes costs a few binary
/// searches, not a pass over the numbers.
public struct OrderedValues: Aggregate, Equatable, Sendable {
  private var narrow = OrderedCells<UInt32>()
  /// Numbers with the sign bit turned over; `nil` while all are narrow.
  private var wide: OrderedCells<UInt64>?

  public init() {}

  public var count: Int { wide?.count ?? narrow.count }

  @inline(__always)
  public mutating func add(_ value: Int64) {
    if wide == nil, let cell = UInt32(exactly: value) {
      narrow.add(cell)
    } else {
      addWide(value)
    }
  }

  public mutating func subtract(_ value: Int64) {
    if wide == nil, let cell = UInt32(exactly: value) { return narrow.subtract(cell) }
    widen()
    wide?.subtract(OrderedValues.wideCell(value))
  }

  public mutating func merge(_ other: OrderedValues) {
    if wide == nil, other.wide == nil { return narrow.merge(other.narrow) }
    widen()
    wide?.merge(other.wide ?? OrderedValues.widened(other.narrow))
  }

  /// The number of the given rank from 0; the ranks run to `count` − 1.
  ///
  /// - Complexity: O(log² count) once the changes are settled and the bucket of the number is sorted.
  public mutating func value(rank: Int) -> Int64 {
    precondition(rank >= 0 && rank < count, "OrderedValues: no rank \(rank) of \(count)")
    settle()
    if let cell = wide?.cell(rank: rank) { return OrderedValues.value(wideCell: cell) }
    return Int64(narrow.cell(rank: rank))
  }

  /// The quantile at `rank` in 0…1 by linear interpolation, numbers read as cell ÷ `scale`.
  ///
  /// Type 7 of Hyndman and Fan, *Sample Quantiles in Statistical Packages*, 1996. `nil` for none.
  public mutating func quantile(_ rank: Double, reading: (Int64) -> Double) -> Double? {
    guard count > 0 else { return nil }
    let position = Double(count - 1) * rank
    let below = Int(position.rounded(.down))
    let low = reading(value(rank: below))
    let fraction = position - Double(below)
    guard fraction > 0, below + 1 < count else { return low }
    let high = reading(value(rank: below + 1))
    return low + (high - low) * fraction
  }

  /// Puts what came and went since the last time in order; reading does it, too.
  public mutating func settle() {
    if wide == nil { narrow.settle() } else { wide?.settle() }
  }

  public static func == (left: OrderedValues, right: OrderedValues) -> Bool {
    left.sorted() == right.sorted()
  }

  private func sorted() -> [Int64] {
    var (narrow, wide) = (narrow, wide)
    return wide?.sorted().map(OrderedValues.value) ?? narrow.sorted().map { Int64($0) }
  }

  private mutating func addWide(_ value: Int64) {
    widen()
    wide?.add(OrderedValues.wideCell(value))
  }

  /// Keeps all numbers in 8 bytes from now on.
  private mutating func widen() {
    guard wide == nil else { return }
    wide = OrderedValues.widened(narrow)
    narrow = OrderedCells()
  }

  private static func widened(_ narrow: OrderedCells<UInt32>) -> OrderedCells<UInt64> {
    narrow.converted { wideCell(Int64($0)) }
  }

  private static func wideCell(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ (1 << 63) }

  private static func value(wideCell: UInt64) -> Int64 { Int64(bitPattern: wideCell ^ (1 << 63)) }
}

/// Adds each cell (rows × 1) that is not absent to the values (groups × 1) of its group (rows × 1).
public func addCells(
  _ cells: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>,
  to values: inout [OrderedValues]
) {
  precondition(cells.count == groups.count, "addCells: as many cells as groups are expected")
  values.withUnsafeMutableBufferPointer { values in
    for row in cells.indices where cells[row] != Cell.absent {
      values[Int(groups[row])].add(cells[row])
    }
  }
}
