import CProcessor

/// How many rows each pair of a group and a code has, where most codes are in few groups: a word a
/// code holds up to four pairs of up to 255 rows each.
///
/// A code with more is moved out: its word then holds a number under which others count its pairs.
final class PairSlots {
  /// Groups from here up have no room in a word.
  static let groupLimit: UInt32 = 254
  private static let movedMark: UInt64 = 0xFF &<< 56
  private static let ahead = 24

  /// By code: four lanes of 16 bits, filled from the lowest, group + 1 above the number of rows; or the
  /// mark and a number.
  private let words = GroupArray<UInt64>(repeating: 0)
  private(set) var movedCount = 0
  /// Rows of codes that were moved out, for the caller: number of the code and group of each.
  private(set) var movedRows = MovedRows()

  /// Rows whose codes go by numbers.
  struct MovedRows {
    var numbers: [Int64] = []
    var groups: [UInt32] = []
    var rows: [UInt32] = []

    mutating func append(_ number: UInt64, _ group: UInt32, _ count: UInt32) {
      numbers.append(Int64(number & 0xFFFF_FFFF))
      groups.append(group)
      rows.append(count)
    }

    mutating func removeAll() {
      numbers.removeAll(keepingCapacity: true)
      groups.removeAll(keepingCapacity: true)
      rows.removeAll(keepingCapacity: true)
    }
  }

  func removeAll() {
    words.removeAll()
    movedCount = 0
    movedRows.removeAll()
  }

  /// Whether words can hold these.
  static func canHold(
    _ values: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    var (low, high, group) = (Int64(0), Int64(0), UInt32(0))
    for row in values.indices {
      low = min(low, values[row])
      high = max(high, values[row])
      group = max(group, groups[row])
    }
    return low >= 0 && high < Int64(UInt32.max) && group < groupLimit
  }

  /// Gives the rows that were moved out, once.
  func takeMoved() -> MovedRows {
    defer { movedRows = MovedRows() }
    return movedRows
  }

  /// Adds a row of each code (rows × 1) to its group (rows × 1), and the pairs that are new to the
  /// values of their groups; what was moved out is left to the caller.
  func add(
    _ codes: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>,
    counting valuesOfGroup: UnsafeMutablePointer<Int64>
  ) {
    movedRows.removeAll()
    words.grow(to: Int(codes.max() ?? -1) + 1)
    let words = words.pointer
    for row in codes.indices {
      prefetch_line(words + Int(codes[min(row &+ PairSlots.ahead, codes.count &- 1)]))
      add(1, to: words + Int(codes[row]), groups[row], valuesOfGroup)
    }
  }

  /// Adds `rows` rows of one pair as `add` does.
  func add(
    _ rows: UInt32, of code: Int, _ group: UInt32,
    counting valuesOfGroup: UnsafeMutablePointer<Int64>
  ) {
    words.grow(to: code + 1)
    add(rows, to: words.pointer + code, group, valuesOfGroup)
  }

  /// Takes out rows that were added before, likewise.
  func subtract(
    _ codes: UnsafeBufferPointer<Int64>, _ groups: UnsafeBufferPointer<UInt32>,
    counting valuesOfGroup: UnsafeMutablePointer<Int64>
  ) {
    movedRows.removeAll()
    let words = words.pointer
    for row in codes.indices {
      let word = words + Int(codes[row])
      guard word.pointee < PairSlots.movedMark else {
        movedRows.append(word.pointee, groups[row], 1)
        continue
      }
      var shift: UInt64 = 0
      while UInt32(((word.pointee &>> shift) &>> 8) & 0xFF) != groups[row] &+ 1 {
        shift &+= 16
        precondition(shift < 64, "PairSlots: a pair was subtracted but never added")
      }
      word.pointee &-= 1 &<< shift
      guard (word.pointee &>> shift) & 0xFF == 0 else { continue }
      let below = word.pointee & ((1 &<< shift) &- 1)
      word.pointee = below | (((word.pointee &>> shift) &>> 16) &<< shift)
      valuesOfGroup[Int(groups[row])] -= 1
    }
  }

  /// Calls `body` with each pair and its rows, and `moved` with each code that was moved out and its
  /// number.
  func forEach(
    _ body: (_ code: Int, _ group: UInt32, _ rows: UInt32) -> Void,
    moved: (_ code: Int, _ number: Int) -> Void
  ) {
    for code in 0..<words.count {
      var word = words.pointer[code]
      if word >= PairSlots.movedMark {
        moved(code, Int(word & 0xFFFF_FFFF))
        continue
      }
      while word != 0 {
        body(code, UInt32((word &>> 8) & 0xFF) - 1, UInt32(word & 0xFF))
        word &>>= 16
      }
    }
  }

  @inline(__always)
  private func add(
    _ rows: UInt32, to word: UnsafeMutablePointer<UInt64>, _ group: UInt32,
    _ valuesOfGroup: UnsafeMutablePointer<Int64>
  ) {
    let pairs = word.pointee
    guard pairs < PairSlots.movedMark else { return movedRows.append(pairs, group, rows) }
    let sought = UInt64(group &+ 1)
    var shift: UInt64 = 0
    while shift < 64 {
      let lane = (pairs &>> shift) & 0xFFFF
      let held = lane & 0xFF
      guard lane == 0 || lane &>> 8 == sought else {
        shift &+= 16
        continue
      }
      guard held &+ UInt64(rows) <= 0xFF else { break }
      word.pointee = pairs & ~(0xFFFF &<< shift) | (sought &<< 8 | held &+ UInt64(rows)) &<< shift
      if lane == 0 { valuesOfGroup[Int(group)] += 1 }
      return
    }
    moveOut(word, valuesOfGroup)
    movedRows.append(word.pointee, group, rows)
  }

  /// Hands the pairs of a code over to the caller, as if none of them had been seen yet.
  private func moveOut(
    _ word: UnsafeMutablePointer<UInt64>, _ valuesOfGroup: UnsafeMutablePointer<Int64>
  ) {
    var pairs = word.pointee
    word.pointee = PairSlots.movedMark | UInt64(movedCount)
    movedCount += 1
    while pairs != 0 {
      let group = UInt32((pairs &>> 8) & 0xFF) - 1
      movedRows.append(word.pointee, group, UInt32(pairs & 0xFF))
      valuesOfGroup[Int(group)] -= 1
      pairs &>>= 16
    }
  }
}
