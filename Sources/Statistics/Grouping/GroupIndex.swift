/// From keys of one or more cells to dense group numbers, in the order in which keys are first seen.
///
/// A single column whose cells lie close together (codes, days) is looked up in an array; all other
/// keys in an open-addressing table, at most half full, that compares whole keys.
public final class GroupIndex {
  /// Cells a key; 0 makes one group of everything.
  public let width: Int
  public private(set) var count: Int
  /// The cells of each group's key, group by group (groups × width).
  private let keys = GroupArray<Int64>(repeating: 0)
  private var dense = DenseCodes()
  private var isDense: Bool
  /// High half of the hash, group + 1 below; 0 is empty.
  private var slots: [UInt64] = []

  public init(width: Int) {
    self.width = width
    count = width == 0 ? 1 : 0
    isDense = width == 1
  }

  /// The cell of a group's key in one column.
  public func key(_ group: Int, _ column: Int) -> Int64 { keys[group * width + column] }

  /// Forgets all groups; one of everything stays.
  public func removeAll() {
    count = width == 0 ? 1 : 0
    keys.removeAll()
    dense = DenseCodes()
    isDense = width == 1
    slots = []
  }

  /// Writes the group (rows × 1) of each row's key; new keys become new groups.
  ///
  /// `columns` has one pointer a key column, to `rows` cells each.
  public func find(
    _ columns: [UnsafePointer<Int64>], rows: Int, into groups: UnsafeMutablePointer<UInt32>
  ) {
    precondition(columns.count == width, "GroupIndex.find: \(width) columns are expected")
    guard width > 0 else { return groups.update(repeating: 0, count: rows) }
    if isDense {
      if findDense(columns[0], rows: rows, into: groups) { return }
      isDense = false
      rebuildSlots(for: count)
    }
    if (count + rows) * 2 > slots.count { rebuildSlots(for: count + rows) }
    switch width {
    case 1: findSingle(columns[0], rows: rows, into: groups)
    case 2: findPairs(columns[0], columns[1], rows: rows, into: groups)
    default: findTuples(columns, rows: rows, into: groups)
    }
  }

  /// Adds the keys of another index of the same width in the order of its groups; writes the group here
  /// of each (the other's groups × 1).
  public func add(_ other: GroupIndex, into groups: UnsafeMutableBufferPointer<UInt32>) {
    precondition(groups.count == other.count, "GroupIndex.add: a number for each group expected")
    let columns = (0..<width).map { _ in GroupArray<Int64>(repeating: 0) }
    for (number, column) in columns.enumerated() {
      column.grow(to: other.count)
      for group in 0..<other.count { column.pointer[group] = other.key(group, number) }
    }
    withExtendedLifetime(columns) {
      guard let start = groups.baseAddress else { return }
      find(columns.map { UnsafePointer($0.pointer) }, rows: other.count, into: start)
    }
  }

  /// The group of a key; `nil` where it was never seen.
  public func group(of key: [Int64]) -> Int? {
    guard width > 0 else { return 0 }
    if isDense {
      let entry: UInt32
      if key[0] < Cell.leastPlain {
        guard key[0] == Cell.absent else { return nil }
        entry = dense.absentEntry
      } else {
        guard key[0] >= dense.base, key[0] - dense.base < Int64(dense.entries.count) else {
          return nil
        }
        entry = dense.entries[Int(key[0] - dense.base)]
      }
      return entry == 0 ? nil : Int(entry) - 1
    }
    guard !slots.isEmpty else { return nil }
    var hash: UInt64 = 0
    for cell in key { hash = mixed(hash, cell) }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let group = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if (0..<width).allSatisfy({ keys.pointer[group * width + $0] == key[$0] }) { return group }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func findDense(
    _ cells: UnsafePointer<Int64>, rows: Int, into groups: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard rows > 0 else { return true }
    guard let bounds = plainBounds(cells, rows: rows) else { return false }
    if bounds.least <= bounds.greatest, !dense.cover(bounds.least, bounds.greatest) { return false }
    keys.grow(to: count + rows)
    let base = dense.base
    let keyCells = keys.pointer
    var next = count
    dense.withEntries { entries, absentEntry in
      for row in 0..<rows {
        let cell = cells[row]
        let isAbsent = cell == Cell.absent
        var entry = isAbsent ? absentEntry : entries[Int(truncatingIfNeeded: cell &- base)]
        if entry == 0 {
          keyCells[next] = cell
          next += 1
          entry = UInt32(truncatingIfNeeded: next)
          if isAbsent { absentEntry = entry } else { entries[Int(cell - base)] = entry }
        }
        groups[row] = entry &- 1
      }
    }
    count = next
    return true
  }

  private func findSingle(
    _ cells: UnsafePointer<Int64>, rows: Int, into groups: UnsafeMutablePointer<UInt32>
  ) {
    keys.grow(to: count + rows)
    let keyCells = keys.pointer
    probeAll(rows: rows, into: groups) { row in
      mixed(0, cells[row])
    } isKey: { row, group in
      keyCells[group] == cells[row]
    } insert: { row, group in
      keyCells[group] = cells[row]
    }
  }

  private func findPairs(
    _ first: UnsafePointer<Int64>, _ second: UnsafePointer<Int64>, rows: Int,
    into groups: UnsafeMutablePointer<UInt32>
  ) {
    keys.grow(to: (count + rows) * 2)
    let keyCells = keys.pointer
    probeAll(rows: rows, into: groups) { row in
      mixed(mixed(0, first[row]), second[row])
    } isKey: { row, group in
      keyCells[group &* 2] == first[row] && keyCells[group &* 2 &+ 1] == second[row]
    } insert: { row, group in
      keyCells[group &* 2] = first[row]
      keyCells[group &* 2 &+ 1] = second[row]
    }
  }

  private func findTuples(
    _ columns: [UnsafePointer<Int64>], rows: Int, into groups: UnsafeMutablePointer<UInt32>
  ) {
    let width = width
    keys.grow(to: (count + rows) * width)
    let keyCells = keys.pointer
    columns.withUnsafeBufferPointer { columns in
      probeAll(rows: rows, into: groups) { row in
        var hash: UInt64 = 0
        for column in columns { hash = mixed(hash, column[row]) }
        return hash
      } isKey: { row, group in
        for column in 0..<width where keyCells[group &* width &+ column] != columns[column][row] {
          return false
        }
        return true
      } insert: { row, group in
        for column in 0..<width { keyCells[group &* width &+ column] = columns[column][row] }
      }
    }
  }

  /// Finds the group of each row, or makes it.
  ///
  /// Three passes over the rows: the first two only touch the slots and keys that the third will
  /// need. Their loads do not wait for each other, so that the memory answers many at a time.
  @inline(__always)
  private func probeAll(
    rows: Int, into groups: UnsafeMutablePointer<UInt32>, hash: (Int) -> UInt64,
    isKey: (Int, Int) -> Bool, insert: (Int, Int) -> Void
  ) {
    var next = count
    let isLarge = slots.count > 1 << 14
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: rows) { hashes in
      slots.withUnsafeMutableBufferPointer { slots in
        let mask = slots.count &- 1
        for row in 0..<rows {
          hashes[row] = hash(row)
          if isLarge {
            let entry = slots[Int(truncatingIfNeeded: hashes[row]) & mask]
            groups[row] = UInt32(truncatingIfNeeded: entry)
          }
        }
        if isLarge {
          var known = 0
          for row in 0..<rows where groups[row] != 0 {
            known &+= isKey(row, Int(groups[row] &- 1)) ? 1 : 0
          }
          precondition(known <= rows, "GroupIndex: more known keys than rows")
        }
        for row in 0..<rows {
          groups[row] = probe(
            slots, mask, hashes[row], &next, isKey: { isKey(row, $0) }, insert: { insert(row, $0) })
        }
      }
    }
    count = next
  }

  /// Makes the table large enough for `groups` and puts every group in anew.
  private func rebuildSlots(for groups: Int) {
    var size = 1024
    while size < groups * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    let keyCells = keys.pointer
    let (count, width) = (count, width)
    slots.withUnsafeMutableBufferPointer { slots in
      for group in 0..<count {
        var hash: UInt64 = 0
        for column in 0..<width { hash = mixed(hash, keyCells[group &* width &+ column]) }
        var slot = Int(truncatingIfNeeded: hash) & (size &- 1)
        while slots[slot] != 0 { slot = (slot &+ 1) & (size &- 1) }
        slots[slot] = (hash &>> 32) &<< 32 | UInt64(group &+ 1)
      }
    }
  }
}

@inline(__always)
private func mixed(_ hash: UInt64, _ cell: Int64) -> UInt64 {
  fold(hash ^ UInt64(bitPattern: cell) ^ 0x9E37_79B9_7F4A_7C15, 0xA076_1D64_78BD_642F)
}

/// The group in the slots whose key is the one sought, or the next new group.
@inline(__always)
private func probe(
  _ slots: UnsafeMutableBufferPointer<UInt64>, _ mask: Int, _ hash: UInt64, _ next: inout Int,
  isKey: (Int) -> Bool, insert: (Int) -> Void
) -> UInt32 {
  var slot = Int(truncatingIfNeeded: hash) & mask
  while slots[slot] != 0 {
    let entry = slots[slot]
    if entry &>> 32 == hash &>> 32 {
      let group = UInt32(truncatingIfNeeded: entry) &- 1
      if isKey(Int(group)) { return group }
    }
    slot = (slot &+ 1) & mask
  }
  precondition(next < Int(UInt32.max) - 1, "GroupIndex: more than 2³² groups")
  insert(next)
  next += 1
  slots[slot] = (hash &>> 32) &<< 32 | UInt64(next)
  return UInt32(truncatingIfNeeded: next) &- 1
}

/// The least and greatest plain cell, least > greatest where all are absent; `nil` where a cell is
/// neither plain nor absent.
private func plainBounds(
  _ cells: UnsafePointer<Int64>, rows: Int
) -> (least: Int64, greatest: Int64)? {
  var least = Int64.max
  var greatest = Int64.min
  var hasCoded = false
  for row in 0..<rows {
    let cell = cells[row]
    let isPlain = cell >= Cell.leastPlain
    least = isPlain && cell < least ? cell : least
    greatest = isPlain && cell > greatest ? cell : greatest
    hasCoded = hasCoded || (!isPlain && cell != Cell.absent)
  }
  return hasCoded ? nil : (least, greatest)
}
