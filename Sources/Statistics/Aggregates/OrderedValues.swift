/// Numbers kept in order, for exact quantiles: a sorted base, and what came or went since.
///
/// Reading sorts only the new part and merges it once it has grown to an eighth of the base, so a
/// reading after a few changes costs a few binary searches, not a pass over the values.
public struct OrderedValues: Aggregate, Equatable, Sendable {
  private var base: [Int64] = []
  private var added: [Int64] = []
  private var removed: [Int64] = []
  private var isSorted = true

  public init() {}

  public var count: Int { base.count + added.count - removed.count }

  @inline(__always)
  public mutating func add(_ value: Int64) {
    added.append(value)
    isSorted = false
  }

  public mutating func subtract(_ value: Int64) {
    removed.append(value)
    isSorted = false
  }

  public mutating func merge(_ other: OrderedValues) {
    added += other.base
    added += other.added
    removed += other.removed
    isSorted = false
  }

  /// The number of the given rank from 0; the ranks run to `count` − 1.
  ///
  /// - Complexity: O(log² count) once the changes are sorted.
  public mutating func value(rank: Int) -> Int64 {
    precondition(rank >= 0 && rank < count, "OrderedValues: no rank \(rank) of \(count)")
    settle()
    guard !added.isEmpty || !removed.isEmpty else { return base[rank] }
    let fromBase = first(of: base, above: rank)
    let fromAdded = first(of: added, above: rank)
    return min(fromBase ?? Int64.max, fromAdded ?? Int64.max)
  }

  /// The quantile at `rank` in 0…1 by linear interpolation, numbers read as cell ÷ `scale`.
  ///
  /// Type 7 of Hyndman and Fan, *Sample Quantiles in Statistical Packages*, 1996. `nil` for none.
  public mutating func quantile(_ rank: Double, reading: (Int64) -> Double) -> Double? {
    guard count > 0 else { return nil }
    let position = Double(count - 1) * rank
    let below = Int(position.rounded(.down))
    let low = reading(value(rank: below))
    let fraction = position - Double(below)
    guard fraction > 0, below + 1 < count else { return low }
    let high = reading(value(rank: below + 1))
    return low + (high - low) * fraction
  }

  public static func == (left: OrderedValues, right: OrderedValues) -> Bool {
    var (left, right) = (left, right)
    left.compact()
    right.compact()
    return left.base == right.base
  }

  /// The least number of a sorted list of which more than `rank` numbers are at most as great.
  private func first(of list: [Int64], above rank: Int) -> Int64? {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if atMost(list[middle]) > rank { high = middle } else { low = middle + 1 }
    }
    return low < list.count ? list[low] : nil
  }

  /// How many numbers are at most `value`.
  private func atMost(_ value: Int64) -> Int {
    upperBound(base, value) + upperBound(added, value) - upperBound(removed, value)
  }

  /// Sorts what came and went since the last time; reading does it, too.
  public mutating func settle() {
    if (added.count + removed.count) * 8 > base.count {
      compact()
    } else if !isSorted {
      sortCells(&added)
      sortCells(&removed)
      isSorted = true
    }
  }

  /// Merges what came and went into the base.
  private mutating func compact() {
    sortCells(&added)
    sortCells(&removed)
    isSorted = true
    guard !added.isEmpty || !removed.isEmpty else { return }
    if base.isEmpty, removed.isEmpty {
      swap(&base, &added)
      return
    }
    base = mergedCells(base, added, without: removed)
    added.removeAll(keepingCapacity: true)
    removed.removeAll(keepingCapacity: true)
  }
}

/// How many numbers of a sorted list are at most `value`.
private func upperBound(_ list: [Int64], _ value: Int64) -> Int {
  var low = 0
  var high = list.count
  while low < high {
    let middle = (low + high) / 2
    if list[middle] <= value { low = middle + 1 } else { high = middle }
  }
  return low
}

/// Two sorted lists in one, each number of a third, which they must hold, left out once.
private func mergedCells(_ left: [Int64], _ right: [Int64], without removed: [Int64]) -> [Int64] {
  var merged: [Int64] = []
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
