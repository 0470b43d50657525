import Statistics
import Testing

@Suite("Slots that double in place")
struct SlotArrayTests {
  /// How the tags of a test lie: the worst for linear probing are those with few homes.
  enum Spread: CaseIterable {
    case everywhere, atTheStart, atTheEnd, inOneHome, inFewHomes

    func tag(_ number: UInt32, _ random: inout SeededNumbers) -> UInt32 {
      switch self {
      case .everywhere: UInt32.random(in: 0...(.max), using: &random)
      case .atTheStart: number
      case .atTheEnd: UInt32.max - number
      case .inOneHome: 0x7654_0000 + number
      case .inFewHomes: UInt32.random(in: 0..<8, using: &random) << 29 | number
      }
    }
  }

  @Test("Every tag is found at any moment of a doubling", arguments: Spread.allCases, 0..<4)
  func found(spread: Spread, seed: Int) {
    var random = SeededNumbers(seed)
    var slots = SlotArray(homes: 16)
    var tags: Set<UInt32> = []
    for number in 0..<3_000 as Range<UInt32> {
      let tag = spread.tag(number, &random)
      guard tags.insert(tag).inserted else { continue }
      let (entry, slot) = search(slots.layout, tag)
      #expect(entry == 0)
      slots.fill(slot, with: UInt64(tag) << 32 | UInt64(number + 1))
      grow(&slots, to: tags.count, &random)
      if number % 50 == 0 { #expect(areFound(tags, in: slots.layout)) }
    }

    #expect(areFound(tags, in: slots.layout))
    #expect(slots.homes >= tags.count)
  }

  private func grow(_ slots: inout SlotArray, to count: Int, _ random: inout SeededNumbers) {
    if slots.isDoubling {
      slots.advance(by: Int.random(in: 3...20, using: &random))
    } else if count * 3 > slots.homes * 2 {
      slots.beginDoubling()
    }
  }

  private func areFound(_ tags: Set<UInt32>, in layout: SlotLayout) -> Bool {
    tags.allSatisfy { search(layout, $0).entry >> 32 == UInt64($0) }
  }

  /// The entry of a tag, or 0 and the slot where it belongs.
  private func search(_ layout: SlotLayout, _ tag: UInt32) -> (entry: UInt64, slot: Int) {
    var slot = layout.home(UInt64(tag) << 32)
    // Entry 0 is empty, so that tag 0 is told from it by its code.
    while layout.base[slot] != 0, layout.base[slot] >> 32 != UInt64(tag) { slot += 1 }
    return (layout.base[slot], slot)
  }
}
