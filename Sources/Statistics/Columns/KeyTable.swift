/// A dictionary from text to dense codes, numbered from 1 in the order of first sight.
///
/// Code 0 stands for no text. Texts are kept byte for byte in chunks that never move, and equal
/// codes mean equal bytes: a tag of 32 hash bits only spares comparisons. Open addressing, at most
/// two thirds full. A text costs its bytes, 8 bytes for its place and 12 to 24 bytes of slots.
public final class KeyTable {
  /// The first chunk is small, because most dictionaries are.
  private static let firstChunkBytes = 1 << 16
  private static let chunkBytes = HugePages.pageBytes
  static let longest = (1 << 24) - 1
  /// Slots moved by a doubling every 16 new texts: it ends long before the next must begin.
  private static let movedAtOnce = 256

  @exclusivity(unchecked) private var slotArray = SlotArray(homes: 1024)
  /// By code, where the bytes lie: chunk (above), offset in it (21 bits), length (24 bits).
  let places = SegmentedColumn<UInt64>()
  @exclusivity(unchecked) private(set) var chunks: [UnsafeMutablePointer<UInt8>] = []
  /// Sizes of the chunks.
  private var sizes: [Int] = []
  /// The chunk that short texts are added to, and how much of it is taken.
  private var openChunk = 0
  private var used = 0

  let shortTexts = ShortTexts()

  public init() {
    places.append(0)
    openChunk = addChunk(KeyTable.firstChunkBytes)
  }

  deinit {
    for (chunk, size) in zip(chunks, sizes) {
      if size >= HugePages.pageBytes { HugePages.free(chunk, size) } else { chunk.deallocate() }
    }
  }

  @inline(__always) var slots: SlotLayout { slotArray.layout }

  /// Number of different texts; codes run from 1 to this.
  public var count: Int { places.count - 1 }

  /// The code of the text, a new one where it was never seen; 0 for the empty text.
  public func code(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard !bytes.isEmpty else { return 0 }
    return code(of: bytes, hash: hashBytes(bytes))
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
    let place = KeyPlace(packed: places[Int(code)])
    return UnsafeRawBufferPointer(
      start: chunks[place.chunk].advanced(by: place.offset), count: place.length)
  }

  /// The text of a code, bytes that are not UTF-8 repaired; empty for 0.
  public func text(_ code: UInt32) -> String { String(decoding: bytes(code), as: UTF8.self) }

  /// The code of bytes whose hash is known, a new one where they were never seen.
  @inline(__always)
  func code(of bytes: UnsafeRawBufferPointer, hash: UInt64) -> UInt32 {
    let found = probe(bytes, hash: hash)
    return found.code ?? insert(bytes, hash: hash, slot: found.slot)
  }

  /// The text's code, or the free slot where it belongs.
  @inline(__always)
  private func probe(
    _ bytes: UnsafeRawBufferPointer, hash: UInt64
  ) -> (code: UInt32?, slot: Int) {
    let slots = slots
    var slot = slots.home(hash)
    while slots.base[slot] != 0 {
      let entry = slots.base[slot]
      if entry &>> 32 == hash &>> 32 {
        let code = UInt32(truncatingIfNeeded: entry)
        let known = self.bytes(code)
        if known.count == bytes.count, let left = known.baseAddress, let right = bytes.baseAddress,
          equalBytes(left, right, bytes.count)
        {
          return (code, slot)
        }
      }
      slot &+= 1
    }
    return (nil, slot)
  }

  private func insert(_ bytes: UnsafeRawBufferPointer, hash: UInt64, slot: Int) -> UInt32 {
    precondition(places.count < Int(UInt32.max), "KeyTable: more than 2³² texts")
    let code = UInt32(places.count)
    places.append(keep(bytes))
    slotArray.fill(slot, with: (hash &>> 32) &<< 32 | UInt64(code))
    if slotArray.isDoubling {
      if code & 15 == 0 { slotArray.advance(by: KeyTable.movedAtOnce) }
    } else if count * 3 > slotArray.homes * 2 {
      slotArray.beginDoubling()
    }
    return code
  }

  /// Copies a text into the open chunk; one too long for chunks gets a chunk of its own.
  private func keep(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let length = bytes.count
    precondition(length <= KeyTable.longest, "KeyTable: \(length) bytes are too many for a key")
    var place = KeyPlace(chunk: openChunk, offset: used, length: length)
    if length > KeyTable.chunkBytes / 4 {
      place = KeyPlace(chunk: addChunk(length), offset: 0, length: length)
    } else {
      if used + length > sizes[openChunk] {
        openChunk = addChunk(KeyTable.chunkBytes)
        used = 0
        place = KeyPlace(chunk: openChunk, offset: 0, length: length)
      }
      used += length
    }
    let start = chunks[place.chunk].advanced(by: place.offset)
    UnsafeMutableRawBufferPointer(start: start, count: length).copyMemory(from: bytes)
    return place.packed
  }

  private func addChunk(_ size: Int) -> Int {
    let chunk =
      size >= HugePages.pageBytes
      ? HugePages.allocate(size).bindMemory(to: UInt8.self, capacity: size)
      : UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    chunks.append(chunk)
    sizes.append(size)
    return chunks.count - 1
  }
}

/// Where the bytes of a key lie.
struct KeyPlace {
  var chunk: Int
  var offset: Int
  var length: Int

  init(chunk: Int, offset: Int, length: Int) {
    self.chunk = chunk
    self.offset = offset
    self.length = length
  }

  @inline(__always)
  init(packed: UInt64) {
    chunk = Int(packed &>> 45)
    offset = Int(packed &>> 24) & 0x1F_FFFF
    length = Int(packed & 0xFF_FFFF)
  }

  var packed: UInt64 { UInt64(chunk) &<< 45 | UInt64(offset) &<< 24 | UInt64(length) }
}
