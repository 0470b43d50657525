/// Slots of open addressing with linear probing, which double in place and a few at a time, so that
/// no growth is felt.
///
/// A slot is a tag (high 32 bits, the highest of a hash) and a code (low 32 bits); 0 is empty. The
/// highest bits of a hash are the number of its home, the slot where a search for it begins: slots
/// follow each other in the order of hashes before a doubling as after it. A doubling goes through
/// them from the last to the first and moves each up to its new home, so that hashes whose old home
/// is below `boundary` still lie in the old order and all others in the new one.
package struct SlotArray: ~Copyable {
  /// Up to this many slots growth copies them; beyond it room for all that may come is set aside.
  private static let mostCopied = 1 << 16
  /// A tag has 32 bits to name a home with.
  private static let mostHomes = 1 << 32
  /// Slots beyond the last home, for those that the last homes have no room for.
  private static let margin = 64

  package private(set) var layout: SlotLayout
  /// Homes that a hash may have before the doubling that may be going on.
  package private(set) var homes: Int
  package private(set) var isDoubling = false
  /// Slots that have memory; the last is always empty.
  private var end: Int
  private var reservation: HugeReservation?

  package init(homes: Int) {
    self.homes = homes
    end = homes + SlotArray.margin
    let base = UnsafeMutablePointer<UInt64>.allocate(capacity: end)
    base.initialize(repeating: 0, count: end)
    layout = SlotLayout(base: base, shift: UInt64(64 - homes.trailingZeroBitCount), boundary: homes)
  }

  deinit {
    if let reservation { reservation.free() } else { layout.base.deallocate() }
  }

  /// Fills the slot where a search ended.
  @inline(__always)
  package mutating func fill(_ slot: Int, with entry: UInt64) {
    layout.base[slot] = entry
    if slot &+ 2 > end { makeRoom(for: end + SlotArray.margin) }
  }

  /// Begins to double the homes; `advance` does it.
  package mutating func beginDoubling() {
    guard homes < SlotArray.mostHomes else { return }
    makeRoom(for: homes * 2 + SlotArray.margin)
    isDoubling = true
  }

  /// Moves some `wanted` slots more to their new homes.
  ///
  /// It stops below an empty slot, so that no search from below the boundary is cut in two. Slots that
  /// were filled since it stopped may have gone beyond the boundary, into what was emptied.
  package mutating func advance(by wanted: Int) {
    let boundary = layout.boundary
    var top = boundary
    while layout.base[top] != 0 { top += 1 }
    guard top < 2 * boundary else { return moveRest(below: top) }
    let goal = boundary - wanted
    var slot = top - 1
    while slot >= 0 {
      let entry = layout.base[slot]
      if entry == 0 {
        if slot < goal { break }
      } else {
        guard layout.newHome(entry) > slot else { return moveRest(below: top) }
        layout.base[slot] = 0
        move(entry)
      }
      slot -= 1
    }
    layout.boundary = slot + 1
    if slot < 0 { endDoubling() }
  }

  /// Ends a doubling at once where slots are so far from their homes that old and new ones would mix:
  /// the last few, as a rule.
  private mutating func moveRest(below top: Int) {
    var limit = min(2 * top, end - 1)
    while layout.base[limit] != 0 { limit += 1 }
    var entries: [UInt64] = []
    for slot in 0..<limit where layout.base[slot] != 0 {
      entries.append(layout.base[slot])
      layout.base[slot] = 0
    }
    for entry in entries { move(entry) }
    endDoubling()
  }

  @inline(__always)
  private mutating func move(_ entry: UInt64) {
    var slot = layout.newHome(entry)
    while layout.base[slot] != 0 { slot &+= 1 }
    fill(slot, with: entry)
  }

  private mutating func endDoubling() {
    homes *= 2
    layout.shift -= 1
    layout.boundary = homes
    isDoubling = false
  }

  private mutating func makeRoom(for slots: Int) {
    guard slots > end else { return }
    let stride = MemoryLayout<UInt64>.stride
    if let reservation {
      end = reservation.commit(slots * stride) / stride
      return
    }
    let (old, oldEnd) = (layout.base, end)
    if slots > SlotArray.mostCopied {
      let new = HugeReservation((SlotArray.mostHomes + (1 << 20)) * stride)
      end = new.commit(slots * stride) / stride
      layout.base = new.base.bindMemory(to: UInt64.self, capacity: end)
      reservation = new
    } else {
      layout.base = UnsafeMutablePointer<UInt64>.allocate(capacity: slots)
      layout.base.initialize(repeating: 0, count: slots)
      end = slots
    }
    layout.base.update(from: old, count: oldEnd)
    old.deallocate()
  }
}

/// Where the slots are and where a search begins, to be copied into locals of a loop.
package struct SlotLayout: BitwiseCopyable {
  package var base: UnsafeMutablePointer<UInt64>
  /// What shifts a hash to its old home.
  var shift: UInt64
  /// Old homes from here on are given up for new ones.
  var boundary: Int

  @inline(__always)
  package func home(_ hash: UInt64) -> Int {
    let old = Int(truncatingIfNeeded: hash &>> shift)
    return old < boundary ? old : newHome(hash)
  }

  @inline(__always)
  func newHome(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> (shift &- 1)) }
}
