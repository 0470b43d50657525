import Statistics

/// How many rows each group has.
final class RowCounts: MeasureState {
  private let counts = GroupArray<Int64>(repeating: 0)

  subscript(group: Int) -> Int64 { group < counts.count ? counts[group] : 0 }

  /// Rows of all groups.
  private(set) var total: Int64 = 0

  /// Calls `body` with each group that has a row, in ascending order.
  @inline(__always)
  func forEachLiving(_ body: (Int) -> Void) {
    let (pointer, count) = (counts.pointer, counts.count)
    for group in 0..<count where pointer[group] > 0 { body(group) }
  }

  func grow(to groups: Int) { counts.grow(to: groups) }

  func add(_ rows: GroupedRows) {
    countRows(byGroup: rows.groups, step: 1, to: counts.pointer)
    total += Int64(rows.groups.count)
  }

  func add(_ rows: Int64, to group: Int) {
    counts[group] += rows
    total += rows
  }

  func subtract(_ rows: GroupedRows) {
    countRows(byGroup: rows.groups, step: -1, to: counts.pointer)
    total -= Int64(rows.groups.count)
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? RowCounts else { return }
    for group in 0..<other.counts.count {
      counts.pointer[Int(groups[group])] += other.counts.pointer[group]
    }
    total += other.total
  }

  func removeAll() {
    counts.removeAll()
    total = 0
  }
}
