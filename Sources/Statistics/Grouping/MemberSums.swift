/// The sums of each group's members, for shares and concentration: sales by seller by province.
public final class MemberSums {
  private let pairs: PairIndex
  private let sums = GroupArray<Sum>(repeating: Sum())
  private let pairOfRow = GroupArray<UInt32>(repeating: 0)

  /// Kept from one reading to the next while not much changes.
  private var ledger: SpreadLedger?
  private var changesFollowed = 0

  /// `areCodes`: members are codes of a dictionary.
  public init(areCodes: Bool = false) { pairs = PairIndex(areCodes: areCodes) }

  public func removeAll() {
    pairs.removeAll()
    sums.removeAll()
    ledger = nil
  }

  /// Adds each cell (rows × 1) to its member (rows × 1) of its group (rows × 1).
  ///
  /// - Returns: whether a cell was neither plain nor absent, and so was left out.
  public func add(
    _ cells: UnsafeBufferPointer<Int64>, members: UnsafeBufferPointer<Int64>,
    byGroup groups: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    let found = findPairs(members, groups)
    return follow(found, groups) { rows in
      addCellsAhead(
        UnsafeBufferPointer(rebasing: cells[rows]),
        byGroup: UnsafeBufferPointer(rebasing: found[rows]), to: sums.pointer)
    }
  }

  /// Takes out cells that were added before.
  ///
  /// - Returns: whether a cell was neither plain nor absent, and so was left out.
  public func subtract(
    _ cells: UnsafeBufferPointer<Int64>, members: UnsafeBufferPointer<Int64>,
    byGroup groups: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    let found = findPairs(members, groups)
    return follow(found, groups) { rows in
      subtractCells(
        UnsafeBufferPointer(rebasing: cells[rows]),
        byGroup: UnsafeBufferPointer(rebasing: found[rows]), from: sums.pointer)
    }
  }

  /// How the total of each of the first `groupCount` groups is spread.
  ///
  /// `largestCount` is the greatest count that `share(ofLargest:)` will be asked for, `keepsAll` says
  /// whether `gini` will be.
  ///
  /// - Complexity: O(members of all groups) the first time and after many changes, else O(groups);
  ///   always the former where `keepsAll`.
  public func concentrations(
    _ groupCount: Int, largestCount: Int, keepsAll: Bool
  ) -> [Concentration] {
    if !keepsAll {
      if let known = ledgerConcentrations(groupCount) { return known }
      openLedger(groupCount, largestCount)
      if let new = ledgerConcentrations(groupCount) { return new }
    }
    ledger = nil
    let empty = Concentration(largestCount: largestCount, keepsAll: keepsAll)
    var all = Array(repeating: empty, count: groupCount)
    let sums = sums.pointer
    for pair in 0..<pairs.count where sums[pair].count > 0 {
      all[pairs.group(pair)].add(nearestDouble(sums[pair].total))
    }
    return all
  }

  /// Adds what another has summed up; `groups` says which group here each of its groups is.
  public func merge(_ other: MemberSums, groups: UnsafeBufferPointer<UInt32>) {
    ledger = nil
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

  /// The spread of each group as the ledger has it; `nil` where it has not.
  private func ledgerConcentrations(_ groupCount: Int) -> [Concentration]? {
    guard let ledger, ledger.isExact else { return nil }
    ledger.grow(to: groupCount)
    var all: [Concentration] = []
    for group in 0..<groupCount {
      guard let known = ledger.concentration(group, sums.pointer) else { return nil }
      all.append(known)
    }
    changesFollowed = 0
    return all
  }

  private func openLedger(_ groupCount: Int, _ largestCount: Int) {
    let new = SpreadLedger(largestCount: largestCount)
    new.grow(to: groupCount)
    let sums = sums.pointer
    for pair in 0..<pairs.count where sums[pair].count > 0 {
      new.begin(UInt32(pair), of: pairs.group(pair), sums)
    }
    ledger = new
  }

  /// Changes the sums of pairs (rows × 1) of groups (rows × 1) by `change`, and the ledger with them.
  ///
  /// After many changes a new ledger costs less than following them would.
  private func follow(
    _ found: UnsafeBufferPointer<UInt32>, _ groups: UnsafeBufferPointer<UInt32>,
    change: (Range<Int>) -> Bool
  ) -> Bool {
    changesFollowed += found.count
    guard let ledger, changesFollowed < pairs.count / 8 else {
      ledger = nil
      return change(found.indices)
    }
    ledger.grow(to: Int(groups.max() ?? 0) + 1)
    var isIncomplete = false
    for row in found.indices {
      let before = sums.pointer[Int(found[row])].total
      isIncomplete = change(row..<row + 1) || isIncomplete
      ledger.change(found[row], of: Int(groups[row]), from: before, sums.pointer)
    }
    return isIncomplete
  }
}
