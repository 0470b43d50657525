/// How many different values each group has, exactly, values going as well as coming.
///
/// Each pair of group and value has a count of its rows. Where values are codes of a dictionary and
/// groups few, that is 8 bytes a code; else 12 bytes a pair and 4 a code, or 32 bytes a pair where
/// values are no codes.
public final class DistinctCounts {
  /// `nil` where values are no codes or groups are many.
  private var slots: PairSlots?
  /// Pairs of what has no slot: codes that were moved out by their numbers, or all values.
  private let pairs: PairIndex
  private let rowsOfPair = GroupArray<UInt32>(repeating: 0)
  private let valuesOfGroup = GroupArray<Int64>(repeating: 0)
  private let pairOfRow = GroupArray<UInt32>(repeating: 0)
  private let areCodes: Bool

  /// `areCodes`: values are codes of a dictionary.
  public init(areCodes: Bool = false) {
    self.areCodes = areCodes
    pairs = PairIndex(areCodes: areCodes)
    slots = areCodes ? PairSlots() : nil
  }

  public func grow(to groups: Int) { valuesOfGroup.grow(to: groups) }

  public func removeAll() {
    slots = areCodes ? PairSlots() : nil
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
    if let slots, PairSlots.canHold(values, groups) {
      slots.add(values, groups, counting: valuesOfGroup.pointer)
      return addMoved()
    }
    leaveSlots()
    addPairs(values, groups, rows: nil)
  }

  /// Takes out values that were added before.
  public func subtract(
    _ values: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>
  ) {
    guard let slots else { return subtractPairs(values, groups) }
    slots.subtract(values, groups, counting: valuesOfGroup.pointer)
    slots.movedRows.numbers.withUnsafeBufferPointer { numbers in
      slots.movedRows.groups.withUnsafeBufferPointer { subtractPairs(numbers, $0) }
    }
  }

  /// Adds what another has counted; `groups` says which group here each of its groups is.
  public func merge(_ other: DistinctCounts, groups: UnsafeBufferPointer<UInt32>) {
    var triples = other.triples()
    for index in triples.groups.indices {
      triples.groups[index] = groups[Int(triples.groups[index])]
    }
    add(triples)
  }

  /// Adds rows of pairs, with slots where they can be held.
  private func add(_ triples: PairSlots.MovedRows) {
    triples.numbers.withUnsafeBufferPointer { values in
      triples.groups.withUnsafeBufferPointer { groups in
        guard let slots, PairSlots.canHold(values, groups) else {
          leaveSlots()
          return addPairs(values, groups, rows: triples.rows)
        }
        for index in values.indices {
          slots.add(
            triples.rows[index], of: Int(values[index]), groups[index],
            counting: valuesOfGroup.pointer)
        }
        addMoved()
      }
    }
  }

  /// All pairs and their rows.
  private func triples() -> PairSlots.MovedRows {
    var all = PairSlots.MovedRows()
    var valueOfNumber: [Int64] = []
    if let slots {
      valueOfNumber = Array(repeating: 0, count: slots.movedCount)
      slots.forEach {
        all.append(UInt64($0), $1, $2)
      } moved: { code, number in
        valueOfNumber[number] = Int64(code)
      }
    }
    let (groups, values) = pairs.all()
    for pair in 0..<pairs.count where rowsOfPair[pair] > 0 {
      let value = values[pair]
      all.numbers.append(slots == nil ? value : valueOfNumber[Int(value)])
      all.groups.append(groups[pair])
      all.rows.append(rowsOfPair[pair])
    }
    return all
  }

  /// Counts everything by pairs from now on.
  private func leaveSlots() {
    guard slots != nil else { return }
    let all = triples()
    removeAll()
    slots = nil
    add(all)
  }

  private func addMoved() {
    guard let moved = slots?.takeMoved(), !moved.numbers.isEmpty else { return }
    moved.numbers.withUnsafeBufferPointer { numbers in
      moved.groups.withUnsafeBufferPointer { addPairs(numbers, $0, rows: moved.rows) }
    }
  }

  /// `rows`: how many of each; `nil` for one.
  private func addPairs(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>, rows: [UInt32]?
  ) {
    findPairs(values, groups)
    let rowsOfPair = rowsOfPair.pointer
    let counts = valuesOfGroup.pointer
    for row in values.indices {
      let pair = Int(pairOfRow.pointer[row])
      if rowsOfPair[pair] == 0 { counts[Int(groups[row])] += 1 }
      rowsOfPair[pair] += rows?[row] ?? 1
    }
  }

  private func subtractPairs(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
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

  private func findPairs(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
  ) {
    pairOfRow.grow(to: values.count)
    pairs.find(values, groups, into: pairOfRow.pointer)
    rowsOfPair.grow(to: pairs.count)
  }
}
