/// Numbers of one width, for exact quantiles: those that lie in buckets, and what came or went since.
struct OrderedCells<Cell: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private var base = CellBuckets<Cell>()
  private var added: [Cell] = []
  private var removed: [Cell] = []
  private var areChangesSorted = true

  var count: Int { base.count + added.count - removed.count }

  private var isChanged: Bool { !added.isEmpty || !removed.isEmpty }

  @inline(__always)
  mutating func add(_ cell: Cell) {
    added.append(cell)
    areChangesSorted = false
  }

  mutating func subtract(_ cell: Cell) {
    removed.append(cell)
    areChangesSorted = false
  }

  /// Adds what came to another and takes out what went from it.
  mutating func merge(_ other: OrderedCells) {
    added.reserveCapacity(added.count + other.base.count + other.added.count)
    added += other.base.cells
    added += other.added
    removed += other.removed
    areChangesSorted = !isChanged
  }

  /// The same numbers as cells of another width.
  func converted<New>(_ new: (Cell) -> New) -> OrderedCells<New> {
    var result = OrderedCells<New>()
    for part in [base.cells, added] { for cell in part { result.add(new(cell)) } }
    for cell in removed { result.subtract(new(cell)) }
    return result
  }

  /// The number of a rank from 0, once what changed has settled.
  mutating func cell(rank: Int) -> Cell {
    guard isChanged else { return base.cell(rank: rank) }
    let (added, removed) = (added, removed)
    let bucket = base.bucket { edge, atMost in
      atMost + upperBound(added, edge) - upperBound(removed, edge) > rank
    }
    let first = bucket.above.map { upperBound(added, $0) } ?? 0
    let end = bucket.upTo.map { upperBound(added, $0) } ?? added.count
    return min(
      firstPast(rank, in: bucket.ranks) { $0.base.cell(rank: $1) } ?? Cell.max,
      firstPast(rank, in: first..<end) { $0.added[$1] } ?? Cell.max)
  }

  /// Puts what came and went in order; into the buckets where it is more than an eighth of them.
  mutating func settle() {
    if (added.count + removed.count) * 8 > base.count {
      compact()
    } else if !areChangesSorted {
      sortCells(&added)
      sortCells(&removed)
      areChangesSorted = true
    }
  }

  /// All numbers, ascending.
  mutating func sorted() -> [Cell] {
    compact()
    base.sortAll()
    return base.cells
  }

  /// The least number of an ascending stretch of which more than `rank` are at most as great.
  private mutating func firstPast(
    _ rank: Int, in stretch: Range<Int>, _ cell: (inout OrderedCells, Int) -> Cell
  ) -> Cell? {
    var (low, high) = (stretch.lowerBound, stretch.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if atMost(cell(&self, middle)) > rank { high = middle } else { low = middle + 1 }
    }
    return low < stretch.upperBound ? cell(&self, low) : nil
  }

  private mutating func atMost(_ cell: Cell) -> Int {
    base.atMost(cell) + upperBound(added, cell) - upperBound(removed, cell)
  }

  private mutating func compact() {
    areChangesSorted = true
    guard isChanged else { return }
    if removed.isEmpty {
      let old = base.cells
      base = CellBuckets()
      base = CellBuckets(old.isEmpty ? added : old + added)
    } else {
      base.sortAll()
      sortCells(&added)
      sortCells(&removed)
      base = CellBuckets(sorted: mergedCells(base.cells, added, without: removed))
    }
    added = []
    removed = []
  }
}

/// How many numbers of an ascending list are at most `cell`.
private func upperBound<Cell: Comparable>(_ list: [Cell], _ cell: Cell) -> Int {
  upperBound(list, list.indices, cell)
}

/// Two ascending lists in one, each number of a third, which they must hold, left out once.
private func mergedCells<Cell: Comparable>(
  _ left: [Cell], _ right: [Cell], without removed: [Cell]
) -> [Cell] {
  var merged: [Cell] = []
  merged.reserveCapacity(left.count + right.count - removed.count)
  var (leftAt, rightAt, removedAt) = (0, 0, 0)
  while leftAt < left.count || rightAt < right.count {
    let takesLeft =
      rightAt == right.count || (leftAt < left.count && left[leftAt] <= right[rightAt])
    let value = takesLeft ? left[leftAt] : right[rightAt]
    if takesLeft { leftAt += 1 } else { rightAt += 1 }
    if removedAt < removed.count, removed[removedAt] == value {
      removedAt += 1
    } else {
      merged.append(value)
    }
  }
  precondition(removedAt == removed.count, "OrderedValues: a number was subtracted but never added")
  return merged
}
