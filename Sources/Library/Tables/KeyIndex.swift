import CProcessor
import Commerce
import Statistics

/// The current row of each key of a table.
///
/// The first part of a key has dense codes, so most keys are found by indexing an array: 4 bytes a
/// code, no hashing. Only keys that share their first part with an earlier key (an order id of
/// several platforms, the lines of an order) lie in a hash table of row numbers, 6 to 12 bytes a key.
public final class KeyIndex {
  /// Where a key's row is kept, or belongs.
  enum Slot {
    case first(Int)
    case further(Int)
  }

  private unowned let table: Table
  private let firstField: Int
  private let otherFields: [Int]
  /// By code of the first key part: a row + 1, or 0.
  private let first = SegmentedColumn<UInt32>()
  /// Open addressing with linear probing, at most two thirds full: a row + 1, or 0.
  private var further: [UInt32] = []
  private var furtherCount = 0

  init(_ table: Table) {
    self.table = table
    firstField = table.schema.key[0]
    otherFields = Array(table.schema.key.dropFirst())
  }

  /// The current row of the key that `row` bears, and where to keep it, for a code that is taken.
  func find(_ row: Int, code: Int) -> (row: Int?, slot: Slot) {
    let candidate = Int(first[code]) - 1
    if hasEqualKey(candidate, row) { return (candidate, .first(code)) }
    guard !further.isEmpty else { return (nil, .further(-1)) }
    let found = probe(row, code: code)
    return (found.row, .further(found.slot))
  }

  /// Makes room for codes up to `highest`.
  func reserve(upTo highest: Int) { first.ensure(highest + 1, filledWith: 0) }

  /// Makes `row` the current row of its key where no other has this code, for which there is room;
  /// whether it did.
  @inline(__always)
  func keepFirst(_ row: Int, code: Int) -> Bool {
    guard first[code] == 0 else { return false }
    first[code] = UInt32(row + 1)
    return true
  }

  /// The row of the first key with this code as its first part, and whether others may follow.
  func firstRow(code: UInt32) -> Int? {
    guard code != 0, Int(code) < first.count, first[Int(code)] != 0 else { return nil }
    return Int(first[Int(code)]) - 1
  }

  /// Whether a record whose key begins with the text of a code has ever come.
  public func contains(_ code: UInt32) -> Bool { firstRow(code: code) != nil }

  /// Asks for what is kept for a code.
  func prefetch(_ code: UInt32) {
    if Int(code) < first.count { prefetch_line(first.address(of: Int(code))) }
  }

  /// Whether any key shares its first part with another.
  var hasFurther: Bool { furtherCount > 0 }

  /// Makes `row` the current row of its key.
  func keep(_ row: Int, code: Int, at slot: Slot, isNew: Bool) {
    switch slot {
    case .first(let code): first[code] = UInt32(row + 1)
    case .further(let place):
      if !isNew {
        further[place] = UInt32(row + 1)
      } else {
        insertFurther(row, code: code)
      }
    }
  }

  private func insertFurther(_ row: Int, code: Int) {
    furtherCount += 1
    if furtherCount * 3 > further.count * 2 { growFurther() }
    further[probe(row, code: code).slot] = UInt32(row + 1)
  }

  private func growFurther() {
    let old = further
    further = Array(repeating: 0, count: max(64, old.count * 2))
    for entry in old where entry != 0 {
      let row = Int(entry) - 1
      var slot = hash(row, code: Int(table.code(row, firstField))) & (further.count - 1)
      while further[slot] != 0 { slot = (slot + 1) & (further.count - 1) }
      further[slot] = entry
    }
  }

  private func probe(_ row: Int, code: Int) -> (row: Int?, slot: Int) {
    var slot = hash(row, code: code) & (further.count - 1)
    while further[slot] != 0 {
      let candidate = Int(further[slot]) - 1
      if hasEqualKey(candidate, row), table.code(candidate, firstField) == UInt32(code) {
        return (candidate, slot)
      }
      slot = (slot + 1) & (further.count - 1)
    }
    return (nil, slot)
  }

  /// Whether the parts after the first are the same.
  private func hasEqualKey(_ left: Int, _ right: Int) -> Bool {
    for field in otherFields where table.cell(left, field) != table.cell(right, field) {
      return false
    }
    return true
  }

  private func hash(_ row: Int, code: Int) -> Int {
    var mixed = fold(UInt64(code) ^ 0x9E37_79B9_7F4A_7C15, 0xA076_1D64_78BD_642F)
    for field in otherFields {
      mixed = fold(mixed ^ UInt64(bitPattern: table.cell(row, field)), 0xE703_7ED1_A0B4_28DB)
    }
    return Int(truncatingIfNeeded: mixed &>> 1)
  }
}
