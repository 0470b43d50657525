import CProcessor
import Glibc

/// From pairs of a group and a value to dense pair numbers, in the order in which pairs are first seen.
///
/// Where values are codes of a dictionary or small whole numbers, a value's pairs are found without
/// hashing: its code leads to a chain of them, 4 bytes a code and 8 a pair, and a value in many groups
/// has a row with a place for each group. Where groups are too many for rows, or values are any
/// numbers, pairs are found in a hash table.
public final class PairIndex {
  /// A value with more pairs gets a row.
  private static let longestChain = 4
  private static let widestRow = 128
  /// What marks a head as the number of a row.
  private static let rowMark: UInt32 = 1 << 31
  private static let blockRows = 64

  /// The greatest value that may lead to a chain.
  private let greatestCode: Int64

  public private(set) var count = 0
  /// By value: its newest pair + 1, or the number of its row with the mark, or 0.
  private let heads = GroupArray<UInt32>(repeating: 0)
  /// By pair: its group, and the next older pair of its value + 1, or 0.
  private let links = GroupArray<Link>(repeating: Link(group: 0, next: 0))
  /// Row by row and group by group: a pair + 1, or 0.
  private let rows = GroupArray<UInt32>(repeating: 0)
  private var rowWidth = 16
  private var rowCount = 0
  /// The pairs by hash, in place of chains and rows.
  private var table: GroupIndex?
  private let groupOfRow = GroupArray<Int64>(repeating: 0)

  private struct Link: BitwiseCopyable {
    var group: UInt32
    var next: UInt32
  }

  /// `areCodes`: values are codes of a dictionary, so that an array as long as that is not too long.
  public init(areCodes: Bool) { greatestCode = areCodes ? Int64(UInt32.max) : 1 << 16 }

  /// The group of a pair.
  public func group(_ pair: Int) -> Int {
    table.map { Int($0.key(pair, 0)) } ?? Int(links[pair].group)
  }

  public func removeAll() {
    count = 0
    heads.removeAll()
    links.removeAll()
    rows.removeAll()
    rowCount = 0
    table = nil
  }

  /// The groups and values of all pairs (pairs × 1).
  public func all() -> (groups: GroupArray<UInt32>, values: GroupArray<Int64>) {
    let groups = GroupArray<UInt32>(repeating: 0)
    let values = GroupArray<Int64>(repeating: 0)
    groups.grow(to: count)
    values.grow(to: count)
    for pair in 0..<count { groups.pointer[pair] = UInt32(group(pair)) }
    if let table {
      for pair in 0..<count { values.pointer[pair] = table.key(pair, 1) }
    } else {
      for value in 0..<heads.count {
        forEachPair(of: heads.pointer[value]) { values.pointer[$0] = Int64(value) }
      }
    }
    return (groups, values)
  }

  /// Writes the pair (rows × 1) of each row's value and group; new ones become new pairs.
  public func find(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>,
    into pairs: UnsafeMutablePointer<UInt32>
  ) {
    precondition(values.count == groups.count, "PairIndex: as many values as groups expected")
    if table == nil {
      if let greatest = greatest(values), widenRows(for: groups) {
        heads.grow(to: greatest + 1)
        links.grow(to: count + values.count)
        return findByCode(values, groups, into: pairs)
      }
      hashPairs()
    }
    findByHash(values, groups, into: pairs)
  }

  /// The greatest of the values; `nil` where one is no code.
  private func greatest(_ values: UnsafeBufferPointer<Int64>) -> Int? {
    var (least, greatest) = (Int64(0), Int64(0))
    for value in values {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    return least >= 0 && greatest <= greatestCode ? Int(greatest) : nil
  }

  /// Makes rows wide enough for the groups; whether they can be.
  private func widenRows(for groups: UnsafeBufferPointer<UInt32>) -> Bool {
    let needed = Int(groups.max() ?? 0) + 1
    guard needed > rowWidth else { return true }
    guard needed <= PairIndex.widestRow else { return false }
    let narrow = rowWidth
    while rowWidth < needed { rowWidth *= 2 }
    rows.grow(to: rowCount * rowWidth)
    for row in (0..<rowCount).reversed() {
      let (from, to) = (rows.pointer + row * narrow, rows.pointer + row * rowWidth)
      memmove(to, from, narrow * 4)
      (to + narrow).update(repeating: 0, count: rowWidth - narrow)
    }
    return true
  }

  private func findByCode(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>,
    into pairs: UnsafeMutablePointer<UInt32>
  ) {
    let (heads, links) = (heads.pointer, links.pointer)
    for start in stride(from: 0, to: values.count, by: PairIndex.blockRows) {
      let end = min(start + PairIndex.blockRows, values.count)
      for row in start..<end { prefetch_line(heads + Int(values[row])) }
      for row in start..<end {
        let head = heads[Int(values[row])]
        if head >= PairIndex.rowMark {
          prefetch_line(rows.pointer + place(of: groups[row], inRowOf: head))
        } else if head != 0 {
          prefetch_line(links + Int(head &- 1))
        }
      }
      for row in start..<end {
        pairs[row] = pair(of: heads + Int(values[row]), groups[row], links)
      }
    }
  }

  @inline(__always)
  private func place(of group: UInt32, inRowOf head: UInt32) -> Int {
    Int(head & ~PairIndex.rowMark) &* rowWidth &+ Int(group)
  }

  @inline(__always)
  private func pair(
    of head: UnsafeMutablePointer<UInt32>, _ group: UInt32, _ links: UnsafeMutablePointer<Link>
  ) -> UInt32 {
    let first = head.pointee
    if first >= PairIndex.rowMark {
      let place = rows.pointer + place(of: group, inRowOf: first)
      if place.pointee == 0 {
        place.pointee = newPair(group, after: 0)
      }
      return place.pointee &- 1
    }
    var pair = first
    var length = 0
    while pair != 0 {
      let link = links[Int(pair &- 1)]
      if link.group == group { return pair &- 1 }
      pair = link.next
      length &+= 1
    }
    let new = newPair(group, after: first)
    head.pointee = new
    if length == PairIndex.longestChain { makeRow(head, links) }
    return new &- 1
  }

  /// Adds a pair; its number + 1.
  @inline(__always)
  private func newPair(_ group: UInt32, after next: UInt32) -> UInt32 {
    links.pointer[count] = Link(group: group, next: next)
    count &+= 1
    return UInt32(truncatingIfNeeded: count)
  }

  /// Puts the pairs of a chain into a row.
  private func makeRow(
    _ head: UnsafeMutablePointer<UInt32>, _ links: UnsafeMutablePointer<Link>
  ) {
    rows.grow(to: (rowCount + 1) * rowWidth)
    var pair = head.pointee
    head.pointee = UInt32(rowCount) | PairIndex.rowMark
    rowCount += 1
    while pair != 0 {
      let link = links[Int(pair &- 1)]
      rows.pointer[place(of: link.group, inRowOf: head.pointee)] = pair
      pair = link.next
    }
  }

  /// Puts all pairs into a hash table, their numbers as they are.
  private func hashPairs() {
    let table = GroupIndex(width: 2)
    let pairCount = count
    let (groupNumbers, values) = all()
    let groups = GroupArray<Int64>(repeating: 0)
    groups.grow(to: pairCount)
    for pair in 0..<pairCount { groups.pointer[pair] = Int64(groupNumbers.pointer[pair]) }
    let numbers = GroupArray<UInt32>(repeating: 0)
    numbers.grow(to: pairCount)
    withExtendedLifetime((groups, values, numbers)) {
      table.find(
        [UnsafePointer(groups.pointer), UnsafePointer(values.pointer)], rows: pairCount,
        into: numbers.pointer)
    }
    heads.removeAll()
    links.removeAll()
    rows.removeAll()
    self.table = table
  }

  private func forEachPair(of head: UInt32, _ body: (Int) -> Void) {
    guard head < PairIndex.rowMark else {
      for group in 0..<rowWidth {
        let pair = rows.pointer[place(of: UInt32(group), inRowOf: head)]
        if pair != 0 { body(Int(pair - 1)) }
      }
      return
    }
    var pair = head
    while pair != 0 {
      body(Int(pair - 1))
      pair = links.pointer[Int(pair - 1)].next
    }
  }

  private func findByHash(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>,
    into pairs: UnsafeMutablePointer<UInt32>
  ) {
    guard let table, let start = values.baseAddress else { return }
    groupOfRow.grow(to: values.count)
    for row in groups.indices { groupOfRow.pointer[row] = Int64(groups[row]) }
    table.find(
      [UnsafePointer(groupOfRow.pointer), start], rows: values.count, into: pairs)
    count = table.count
  }
}
