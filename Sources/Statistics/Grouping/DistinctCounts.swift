/// How many different values each group has, exactly, values going as well as coming.
///
/// Each pair of group and value has a count of its rows; 32 bytes a pair, or 12 a value where there
/// is but one group and its values are codes.
public final class DistinctCounts {
  private let pairs: GroupIndex
  private let rowsOfPair = GroupArray<UInt32>(repeating: 0)
  private let valuesOfGroup = GroupArray<Int64>(repeating: 0)
  private let pairOfRow = GroupArray<UInt32>(repeating: 0)
  private let groupOfRow = GroupArray<Int64>(repeating: 0)

  /// - Parameter isGrouped: whether there can be more groups than group 0.
  public init(isGrouped: Bool) { pairs = GroupIndex(width: isGrouped ? 2 : 1) }

  public func grow(to groups: Int) { valuesOfGroup.grow(to: groups) }

  public func removeAll() {
    pairs.removeAll()
    rowsOfPair.removeAll()
    let groups = valuesOfGroup.count
    valuesOfGroup.removeAll()
    valuesOfGroup.grow(to: groups)
  }

  /// Number of different values of a group.
  public subscript(group: Int) -> Int64 { valuesOfGroup[group] }

  /// Adds each value (rows × 1) to its group (rows × 1); none may be absent.
  public func add(
    _ values: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>
  ) {
    findPairs(values, groups)
    rowsOfPair.grow(to: pairs.count)
    let rows = rowsOfPair.pointer
    let counts = valuesOfGroup.pointer
    for row in values.indices {
      let pair = Int(pairOfRow.pointer[row])
      if rows[pair] == 0 { counts[Int(groups[row])] += 1 }
      rows[pair] += 1
    }
  }

  /// Takes out values that were added before.
  public func subtract(
    _ values: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>
  ) {
    findPairs(values, groups)
    rowsOfPair.grow(to: pairs.count)
    let rows = rowsOfPair.pointer
    let counts = valuesOfGroup.pointer
    for row in values.indices {
      let pair = Int(pairOfRow.pointer[row])
      rows[pair] -= 1
      if rows[pair] == 0 { counts[Int(groups[row])] -= 1 }
    }
  }

  private func findPairs(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
  ) {
    precondition(values.count == groups.count, "DistinctCounts: as many values as groups expected")
    guard let start = values.baseAddress else { return }
    pairOfRow.grow(to: values.count)
    guard pairs.width == 2 else {
      return pairs.find([start], rows: values.count, into: pairOfRow.pointer)
    }
    groupOfRow.grow(to: values.count)
    for row in groups.indices { groupOfRow.pointer[row] = Int64(groups[row]) }
    pairs.find(
      [UnsafePointer(groupOfRow.pointer), start], rows: values.count, into: pairOfRow.pointer)
  }
}
