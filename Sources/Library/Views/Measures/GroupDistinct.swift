import Commerce
import Statistics

/// How many different values of a dimension each group has, exactly.
final class GroupDistinct: MeasureState {
  private let column: Int
  private let counts: DistinctCounts
  private let present = PresentRows()

  init(_ scan: Scan, _ operand: Dimension) {
    column = scan.column(of: operand)
    counts = DistinctCounts(areCodes: operand.type == .text)
  }

  subscript(group: Int) -> Int64 { counts[group] }

  func grow(to groups: Int) { counts.grow(to: groups) }

  func add(_ rows: GroupedRows) {
    let (cells, groups) = present.of(rows.scan.cells(column), rows.groups)
    counts.add(cells, byGroup: groups)
  }

  func subtract(_ rows: GroupedRows) {
    let (cells, groups) = present.of(rows.scan.cells(column), rows.groups)
    counts.subtract(cells, byGroup: groups)
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    if let other = other as? GroupDistinct { counts.merge(other.counts, groups: groups) }
  }

  func removeAll() { counts.removeAll() }
}

/// An estimate of how many different values of a dimension each group has.
final class GroupDistinctSketches: MeasureState {
  private let column: Int
  private var sketches: [DistinctSketch] = []
  private(set) var isStale = false

  init(_ scan: Scan, _ operand: Dimension) { column = scan.column(of: operand) }

  subscript(group: Int) -> Int64 { sketches[group].estimate }

  func grow(to groups: Int) {
    guard groups > sketches.count else { return }
    sketches.append(contentsOf: repeatElement(DistinctSketch(), count: groups - sketches.count))
  }

  func add(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    for index in cells.indices where cells[index] != Cell.absent {
      sketches[Int(rows.groups[index])].add(cells[index])
    }
  }

  func subtract(_ rows: GroupedRows) { isStale = true }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? GroupDistinctSketches else { return }
    for group in other.sketches.indices {
      sketches[Int(groups[group])].merge(other.sketches[group])
    }
    isStale = isStale || other.isStale
  }

  func removeAll() {
    let groups = sketches.count
    sketches = []
    grow(to: groups)
    isStale = false
  }
}

/// Cells that are not absent, with their groups, in buffers that are used again for each run.
final class PresentRows {
  private let cells = UnsafeMutablePointer<Int64>.allocate(capacity: RowRun.most)
  private let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: RowRun.most)

  deinit {
    cells.deallocate()
    groups.deallocate()
  }

  func of(
    _ allCells: UnsafeBufferPointer<Int64>, _ allGroups: UnsafeBufferPointer<UInt32>
  ) -> (cells: UnsafeBufferPointer<Int64>, groups: UnsafeBufferPointer<UInt32>) {
    var count = 0
    for index in allCells.indices {
      cells[count] = allCells[index]
      groups[count] = allGroups[index]
      count += allCells[index] == Cell.absent ? 0 : 1
    }
    return (
      UnsafeBufferPointer(start: cells, count: count),
      UnsafeBufferPointer(start: groups, count: count)
    )
  }
}
