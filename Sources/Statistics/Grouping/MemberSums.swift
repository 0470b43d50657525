/// The sums of each group's members, for shares and concentration: sales by seller by province.
public final class MemberSums {
  private let pairs = GroupIndex(width: 2)
  private let sums = GroupArray<Sum>(repeating: Sum())
  private let pairOfRow = GroupArray<UInt32>(repeating: 0)
  private let groupOfRow = GroupArray<Int64>(repeating: 0)

  public init() {}

  public func removeAll() {
    pairs.removeAll()
    sums.removeAll()
  }

  /// Adds each cell (rows × 1) to its member (rows × 1) of its group (rows × 1).
  ///
  /// - Returns: whether a cell was neither plain nor absent, and so was left out.
  public func add(
    _ cells: UnsafeBufferPointer<Int64>, members: UnsafeBufferPointer<Int64>,
    byGroup groups: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    addCells(cells, byGroup: findPairs(members, groups), to: sums.pointer)
  }

  /// Takes out cells that were added before.
  ///
  /// - Returns: whether a cell was neither plain nor absent, and so was left out.
  public func subtract(
    _ cells: UnsafeBufferPointer<Int64>, members: UnsafeBufferPointer<Int64>,
    byGroup groups: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    subtractCells(cells, byGroup: findPairs(members, groups), from: sums.pointer)
  }

  /// What each member holds, in the unit of the cells; members of which no row is left are left out.
  ///
  /// - Complexity: O(members of all groups)
  public func forEachHolding(_ body: (_ group: Int, _ holding: Double) -> Void) {
    let sums = sums.pointer
    for pair in 0..<pairs.count where sums[pair].count > 0 {
      body(Int(pairs.key(pair, 0)), nearestDouble(sums[pair].total))
    }
  }

  private func findPairs(
    _ members: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
  ) -> UnsafeBufferPointer<UInt32> {
    precondition(members.count == groups.count, "MemberSums: as many members as groups expected")
    pairOfRow.grow(to: members.count)
    groupOfRow.grow(to: members.count)
    for row in groups.indices { groupOfRow.pointer[row] = Int64(groups[row]) }
    if let start = members.baseAddress {
      pairs.find(
        [UnsafePointer(groupOfRow.pointer), start], rows: members.count, into: pairOfRow.pointer)
    }
    sums.grow(to: pairs.count)
    return UnsafeBufferPointer(start: pairOfRow.pointer, count: members.count)
  }
}
