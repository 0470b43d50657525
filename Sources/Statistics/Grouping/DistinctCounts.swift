/// How many different values each group has, exactly, values going as well as coming.
///
/// Each pair of group and value has a count of its rows: 12 bytes a pair and 4 a code where values are
/// codes, else 32 bytes a pair.
public final class DistinctCounts {
  private let pairs: PairIndex
  private let rowsOfPair = GroupArray<UInt32>(repeating: 0)
  private let valuesOfGroup = GroupArray<Int64>(repeating: 0)
  private let pairOfRow = GroupArray<UInt32>(repeating: 0)

  /// `areCodes`: values are codes of a dictionary.
  public init(areCodes: Bool = false) { pairs = PairIndex(areCodes: areCodes) }

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
    let rows = rowsOfPair.pointer
    let counts = valuesOfGroup.pointer
    for row in values.indices {
      let pair = Int(pairOfRow.pointer[row])
      rows[pair] -= 1
      if rows[pair] == 0 { counts[Int(groups[row])] -= 1 }
    }
  }

  /// Adds what another has counted; `groups` says which group here each of its groups is.
  public func merge(_ other: DistinctCounts, groups: UnsafeBufferPointer<UInt32>) {
    let count = other.pairs.count
    let (groupOfPair, values) = other.pairs.all()
    for pair in 0..<count {
      groupOfPair.pointer[pair] = groups[Int(groupOfPair.pointer[pair])]
    }
    withExtendedLifetime(values) {
      findPairs(
        UnsafeBufferPointer(start: values.pointer, count: count),
        UnsafeBufferPointer(start: groupOfPair.pointer, count: count))
    }
    for pair in 0..<count where other.rowsOfPair.pointer[pair] > 0 {
      let mine = Int(pairOfRow.pointer[pair])
      if rowsOfPair.pointer[mine] == 0 {
        valuesOfGroup.pointer[Int(groupOfPair.pointer[pair])] += 1
      }
      rowsOfPair.pointer[mine] += other.rowsOfPair.pointer[pair]
    }
  }

  private func findPairs(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
  ) {
    pairOfRow.grow(to: values.count)
    pairs.find(values, groups, into: pairOfRow.pointer)
    rowsOfPair.grow(to: pairs.count)
  }
}
