import Commerce
import Statistics

/// The groups of a view in ascending order of their keys, and the keys as values, kept from one
/// answer to the next: a group's key never changes.
final class GroupOrder {
  private let index: GroupIndex
  private let readers: [DimensionReader]
  /// All groups seen so far, also those of which no row is left.
  private(set) var ordered: [Int] = []
  /// By group; `nil` where nobody has asked for it.
  private var keys: [[FieldValue]?] = []

  init(_ index: GroupIndex, _ readers: [DimensionReader]) {
    self.index = index
    self.readers = readers
  }

  func removeAll() {
    ordered = []
    keys = []
  }

  /// The key of a group as values.
  func key(_ group: Int) -> [FieldValue] {
    if keys.count <= group {
      keys.append(contentsOf: repeatElement(nil, count: index.count - keys.count))
    }
    if let key = keys[group] { return key }
    let key = readers.indices.map { readers[$0].value(index.key(group, $0)) }
    keys[group] = key
    return key
  }

  /// Whether a group's key comes before another's.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    for (column, reader) in readers.enumerated() {
      let leftCell = index.key(left, column)
      let rightCell = index.key(right, column)
      if leftCell != rightCell { return reader.precedes(leftCell, rightCell) }
    }
    return false
  }

  /// Takes in the groups that are new since the last call.
  func update() {
    let new = ordered.count..<index.count
    guard new.count <= 64 else {
      ordered = merged(ordered, sorted(new))
      return
    }
    for group in new {
      var low = 0
      var high = ordered.count
      while low < high {
        let middle = (low + high) / 2
        if precedes(ordered[middle], group) { low = middle + 1 } else { high = middle }
      }
      ordered.insert(group, at: low)
    }
  }

  private func merged(_ left: [Int], _ right: [Int]) -> [Int] {
    var merged: [Int] = []
    merged.reserveCapacity(left.count + right.count)
    var (leftAt, rightAt) = (0, 0)
    while leftAt < left.count, rightAt < right.count {
      if precedes(right[rightAt], left[leftAt]) {
        merged.append(right[rightAt])
        rightAt += 1
      } else {
        merged.append(left[leftAt])
        leftAt += 1
      }
    }
    return merged + left[leftAt...] + right[rightAt...]
  }

  /// Many groups in order: each different cell of a column is compared with others once, then groups
  /// are sorted by the ranks of their cells.
  private func sorted(_ groups: Range<Int>) -> [Int] {
    var places = [UInt64](repeating: 0, count: groups.count)
    var span: UInt64 = 1
    for (column, reader) in readers.enumerated() {
      let (ranks, count) = ranks(of: groups, column: column, reader)
      let (wider, overflow) = span.multipliedReportingOverflow(by: UInt64(count))
      guard !overflow else { return groups.sorted(by: precedes) }
      span = wider
      for index in places.indices {
        places[index] = places[index] &* UInt64(count) &+ UInt64(ranks[index])
      }
    }
    return groups.sorted { places[$0 - groups.lowerBound] < places[$1 - groups.lowerBound] }
  }

  /// The rank of each group's cell (groups × 1) among the different cells of a column.
  private func ranks(
    of groups: Range<Int>, column: Int, _ reader: DimensionReader
  ) -> (ranks: [UInt32], count: Int) {
    let cells = groups.map { index.key($0, column) }
    let different = GroupIndex(width: 1)
    var codes = [UInt32](repeating: 0, count: cells.count)
    cells.withUnsafeBufferPointer { cells in
      guard let start = cells.baseAddress else { return }
      different.find([start], rows: cells.count, into: &codes)
    }
    let inOrder = (0..<different.count).sorted {
      reader.precedes(different.key($0, 0), different.key($1, 0))
    }
    var rankOfCode = [UInt32](repeating: 0, count: different.count)
    for (rank, code) in inOrder.enumerated() { rankOfCode[code] = UInt32(rank) }
    return (codes.map { rankOfCode[Int($0)] }, different.count)
  }
}
