/// The heads of the numbered texts of a dictionary, and words for such texts: 64 bits in place of up
/// to 31 bytes.
///
/// A word is the number of the head, from 1, above and the number of the text in the low 50 bits.
/// Where there are already as many heads as a word can name, a text with another has no word, and
/// never will have.
struct TextHeads: ~Copyable {
  private static let mostHeads = 1 << 13 - 1
  private static let numberBits: UInt64 = 50

  private var heads: [TextHead] = []
  /// Open addressing with linear probing, at most half full: the number of a head, or 0.
  private var slots: [UInt16] = Array(repeating: 0, count: 64)

  /// The word of `count` bytes at `start`, for which the head is kept where it is new; 0 where they
  /// have none.
  @inline(__always)
  mutating func word(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    guard let text = NumberedText(start, count) else { return 0 }
    let slot = slot(of: text.head)
    let head = slots[slot] == 0 ? add(text.head, at: slot) : slots[slot]
    return TextHeads.word(head, text.number)
  }

  /// The word of bytes whose head is known; 0 where they have none or it is not.
  func existingWord(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    guard let text = NumberedText(start, count) else { return 0 }
    return TextHeads.word(slots[slot(of: text.head)], text.number)
  }

  @inline(__always)
  private static func word(_ head: UInt16, _ number: UInt64) -> UInt64 {
    head == 0 ? 0 : UInt64(head) &<< numberBits | number
  }

  /// Where the head is, or belongs.
  @inline(__always)
  private func slot(of head: TextHead) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: head.hash) & mask
    while slots[slot] != 0, heads[Int(slots[slot]) &- 1] != head { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func add(_ head: TextHead, at slot: Int) -> UInt16 {
    guard heads.count < TextHeads.mostHeads else { return 0 }
    heads.append(head)
    let number = UInt16(heads.count)
    slots[slot] = number
    if heads.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, head) in heads.enumerated() { slots[slot(of: head)] = UInt16(index + 1) }
  }

  /// The text of a word.
  func text(_ word: UInt64) -> KeyText {
    let head = heads[Int(word &>> TextHeads.numberBits) - 1]
    return KeyText(head, number: word & ~(~0 &<< TextHeads.numberBits))
  }
}
