/// The sums of each group's members, for shares and concentration: sales by seller by province.
public final class MemberSums {
  private let pairs: PairIndex
  private let sums = GroupArray<Sum>(repeating: Sum())
  private let pairOfRow = GroupArray<UInt32>(repeating: 0)

  /// `areCodes`: members are codes of a dictionary.
  public init(areCodes: Bool = false) { pairs = PairIndex(areCodes: areCodes) }

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
      body(pairs.group(pair), nearestDouble(sums[pair].total))
    }
  }

  /// Adds what another has summed up; `groups` says which group here each of its groups is.
  public func merge(_ other: MemberSums, groups: UnsafeBufferPointer<UInt32>) {
    let count = other.pairs.count
    let (groupOfPair, members) = other.pairs.all()
    for pair in 0..<count {
      groupOfPair.pointer[pair] = groups[Int(groupOfPair.pointer[pair])]
    }
    let mine = withExtendedLifetime((groupOfPair, members)) {
      findPairs(
        UnsafeBufferPointer(start: members.pointer, count: count),
        UnsafeBufferPointer(start: groupOfPair.pointer, count: count))
    }
    for pair in 0..<count { sums.pointer[Int(mine[pair])].merge(other.sums.pointer[pair]) }
  }

  private func findPairs(
    _ members: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
  ) -> UnsafeBufferPointer<UInt32> {
    pairOfRow.grow(to: members.count)
    pairs.find(members, groups, into: pairOfRow.pointer)
    sums.grow(to: pairs.count)
    return UnsafeBufferPointer(start: pairOfRow.pointer, count: members.count)
  }
}
