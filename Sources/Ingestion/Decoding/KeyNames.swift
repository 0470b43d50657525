import Commerce

/// The keys that JSON objects may have, numbered: those of all schemas, and those that were met and
/// that no schema knows.
struct KeyNames {
  /// Unknown keys beyond this many names share the last number.
  static let mostUnknown = 1024

  /// By number.
  private(set) var names: [String]
  /// How often each key that no class of its row knows was met, by number.
  var unknownCounts: [Int]
  private let knownCount: Int
  private let bytes = ByteBuffer(capacity: 1 << 12)
  private var byteCount = 0
  /// Where each name stands in `bytes`, by number.
  private var spans: [(start: Int, count: Int)] = []
  /// Open addressing; −1 for a free slot.
  private var slots: [Int] = Array(repeating: -1, count: 4096)

  init(_ known: [String]) {
    names = []
    unknownCounts = []
    knownCount = known.count
    for name in known { Array(name.utf8).withUnsafeBytes { _ = insert($0) } }
  }

  private var unknownLimit: Int { knownCount + KeyNames.mostUnknown }

  /// Whether all unknown keys of `other`, each with a number of its own, can be numbered here.
  func hasRoom(for other: KeyNames) -> Bool {
    names.count + other.names.count - other.knownCount <= unknownLimit
      && other.names.count < unknownLimit
  }

  /// Forgets how often keys were met.
  mutating func beginCount() {
    for number in unknownCounts.indices { unknownCounts[number] = 0 }
  }

  /// Adds what `other` has counted.
  mutating func absorb(_ other: KeyNames) {
    for (number, count) in other.unknownCounts.enumerated() where count > 0 {
      let name = Array(other.names[number].utf8)
      unknownCounts[self.number(of: name)] += count
    }
  }

  private mutating func number(of name: [UInt8]) -> Int {
    (name + Array(repeating: 0, count: 8)).withUnsafeBytes { bytes in
      bytes.baseAddress.map { number($0, 0, name.count) } ?? 0
    }
  }

  /// Whether the key at `start..<end` is the one with this number.
  @inline(__always)
  func isName(_ number: Int, _ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Bool {
    let span = spans[number]
    guard span.count == end &- start else { return false }
    return bytesAreEqual(base + start, UnsafeRawPointer(bytes.base) + span.start, span.count)
  }

  /// The number of the key at `start..<end`; a new one where it was never met.
  mutating func number(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int {
    let text = UnsafeRawBufferPointer(start: base + start, count: end - start)
    var slot = hash(text) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isName(slots[slot], base, start, end) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return names.count < unknownLimit ? insert(text) : names.count - 1
  }

  private mutating func insert(_ text: UnsafeRawBufferPointer) -> Int {
    var slot = hash(text) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = names.count
    bytes.reserve(byteCount + text.count, keeping: byteCount)
    if let first = text.baseAddress {
      bytes.base.advanced(by: byteCount).copyMemory(from: first, byteCount: text.count)
    }
    spans.append((byteCount, text.count))
    byteCount += text.count
    names.append(String(decoding: text, as: UTF8.self))
    unknownCounts.append(0)
    return names.count - 1
  }

  /// FNV-1a.
  private func hash(_ text: UnsafeRawBufferPointer) -> Int {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for unit in text { value = (value ^ UInt64(unit)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (value ^ value >> 32) & 0x7FFF_FFFF)
  }
}

/// Compares by words; both sides must be readable a word past their end.
@inline(__always)
func bytesAreEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  var at = 0
  while at &+ 8 <= count {
    if word(left, at) != word(right, at) { return false }
    at &+= 8
  }
  let rest = UInt64(count &- at)
  let mask = (1 as UInt64) &<< (rest &* 8) &- 1
  return (word(left, at) ^ word(right, at)) & mask == 0
}
