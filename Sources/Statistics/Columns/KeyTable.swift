/// A dictionary from text to dense codes, numbered from 1 in the order of first sight.
///
/// Code 0 stands for no text. Texts are kept byte for byte in chunks that never move, and equal
/// codes mean equal bytes: a tag of 32 hash bits only spares comparisons. Open addressing with
/// linear probing, at most two thirds full.
public final class KeyTable {
  private static let chunkBytes = 1 << 20

  /// Slots of tag (high 32 bits) and code (low 32 bits); 0 is empty.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = 1023
  private let spans = SegmentedColumn<KeySpan>()
  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var wholeTexts: [UnsafeMutablePointer<UInt8>] = []
  private var used = KeyTable.chunkBytes

  public init() {
    slots = KeyTable.emptySlots(1024)
    spans.append(KeySpan(start: nil, length: 0))
  }

  deinit {
    slots.deallocate()
    for chunk in chunks { chunk.deallocate() }
    for text in wholeTexts { text.deallocate() }
  }

  /// Number of different texts; codes run from 1 to this.
  public var count: Int { spans.count - 1 }

  /// The code of the text, a new one where it was never seen; 0 for the empty text.
  public func code(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard !bytes.isEmpty else { return 0 }
    let hash = hashBytes(bytes)
    let found = probe(bytes, hash: hash)
    return found.code ?? insert(bytes, hash: hash, slot: found.slot)
  }

  public func code(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a text that was seen before; `nil` where it never was.
  public func existingCode(of bytes: UnsafeRawBufferPointer) -> UInt32? {
    guard !bytes.isEmpty else { return 0 }
    return probe(bytes, hash: hashBytes(bytes)).code
  }

  public func existingCode(of text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { existingCode(of: UnsafeRawBufferPointer($0)) }
  }

  /// The bytes of a code, valid while the table is; empty for 0.
  public func bytes(_ code: UInt32) -> UnsafeRawBufferPointer {
    let span = spans[Int(code)]
    return UnsafeRawBufferPointer(start: span.start, count: span.length)
  }

  /// The text of a code, bytes that are not UTF-8 repaired; empty for 0.
  public func text(_ code: UInt32) -> String { String(decoding: bytes(code), as: UTF8.self) }

  /// The text's code, or the free slot where it belongs.
  @inline(__always)
  private func probe(
    _ bytes: UnsafeRawBufferPointer, hash: UInt64
  ) -> (code: UInt32?, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry &>> 32 == hash &>> 32 {
        let code = UInt32(truncatingIfNeeded: entry)
        let span = spans[Int(code)]
        if span.length == bytes.count, let start = span.start, let other = bytes.baseAddress,
          equalBytes(UnsafeRawPointer(start), other, bytes.count)
        {
          return (code, slot)
        }
      }
      slot = (slot &+ 1) & mask
    }
    return (nil, slot)
  }

  private func insert(_ bytes: UnsafeRawBufferPointer, hash: UInt64, slot: Int) -> UInt32 {
    precondition(spans.count < Int(UInt32.max), "KeyTable: more than 2³² texts")
    let code = UInt32(spans.count)
    spans.append(keep(bytes))
    slots[slot] = (hash &>> 32) &<< 32 | UInt64(code)
    if count * 3 > (mask + 1) * 2 { grow() }
    return code
  }

  /// Copies a text into the current chunk; one too long for chunks gets memory of its own.
  private func keep(_ bytes: UnsafeRawBufferPointer) -> KeySpan {
    let length = bytes.count
    let target: UnsafeMutablePointer<UInt8>
    if length > KeyTable.chunkBytes / 4 {
      target = UnsafeMutablePointer<UInt8>.allocate(capacity: length)
      wholeTexts.append(target)
    } else {
      if used + length > KeyTable.chunkBytes {
        chunks.append(UnsafeMutablePointer<UInt8>.allocate(capacity: KeyTable.chunkBytes))
        used = 0
      }
      target = chunks[chunks.count - 1].advanced(by: used)
      used += length
    }
    UnsafeMutableRawBufferPointer(start: target, count: length).copyMemory(from: bytes)
    return KeySpan(start: UnsafePointer(target), length: length)
  }

  /// Doubles the slots; every text is hashed again, because a slot keeps only half of its hash.
  private func grow() {
    let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
    mask = old.count * 2 - 1
    slots = KeyTable.emptySlots(mask + 1)
    for entry in old where entry != 0 {
      let hash = hashBytes(bytes(UInt32(truncatingIfNeeded: entry)))
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = entry
    }
    old.deallocate()
  }

  private static func emptySlots(_ size: Int) -> UnsafeMutablePointer<UInt64> {
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    return slots
  }
}

/// Where the bytes of a key lie.
struct KeySpan: BitwiseCopyable {
  var start: UnsafePointer<UInt8>?
  var length: Int
}
