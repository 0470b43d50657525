/// A dictionary from text to dense codes, numbered from 1 in the order of first sight.
///
/// Code 0 stands for no text, and equal codes mean equal bytes: a tag of 32 hash bits only spares
/// comparisons. Open addressing, at most two thirds full. A text costs 8 bytes and 12 to 24 bytes of
/// slots. Texts that end in digits, as ids do, are kept as numbers in the 8 bytes; other texts cost
/// their bytes, too, kept in chunks that never move.
public final class KeyTable {
  /// The first chunk is small, because most dictionaries are.
  private static let firstChunkBytes = 1 << 16
  private static let chunkBytes = HugePages.pageBytes
  static let longest = (1 << 24) - 1
  /// Slots moved by a doubling every 16 new texts: it ends long before the next must begin.
  private static let movedAtOnce = 256

  @exclusivity(unchecked) private var slotArray = SlotArray(homes: 1024)
  /// By code: the word of a numbered text, with the highest bit, or where the bytes lie.
  let forms = SegmentedColumn<UInt64>()
  @exclusivity(unchecked) var heads = TextHeads()
  @exclusivity(unchecked) private(set) var chunks: [UnsafeMutablePointer<UInt8>] = []
  /// Sizes of the chunks.
  private var sizes: [Int] = []
  /// The chunk that short texts are added to, and how much of it is taken.
  private var openChunk = 0
  private var used = 0

  let shortTexts = ShortTexts()

  public init() {
    forms.append(0)
    openChunk = addChunk(KeyTable.firstChunkBytes)
  }

  deinit {
    for (chunk, size) in zip(chunks, sizes) {
      if size >= HugePages.pageBytes { HugePages.free(chunk, size) } else { chunk.deallocate() }
    }
  }

  @inline(__always) var slots: SlotLayout { slotArray.layout }

  /// Number of different texts; codes run from 1 to this.
  public var count: Int { forms.count - 1 }

  /// The code of the text, a new one where it was never seen; 0 for the empty text.
  public func code(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return 0 }
    let word = heads.word(start, bytes.count)
    return word == 0
      ? code(of: bytes, hash: hashBytes(bytes)) : code(ofWord: word, hash: KeyTable.hash(word))
  }

  public func code(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(of: UnsafeRawBufferPointer($0)) }
  }

  /// The code of a text that was seen before; `nil` where it never was.
  public func existingCode(of bytes: UnsafeRawBufferPointer) -> UInt32? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return 0 }
    let word = heads.existingWord(start, bytes.count)
    return word == 0
      ? probe(bytes, hash: hashBytes(bytes)).code : probe(word, hash: KeyTable.hash(word)).code
  }

  public func existingCode(of text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { existingCode(of: UnsafeRawBufferPointer($0)) }
  }

  /// The bytes of a code; empty for 0.
  public func key(_ code: UInt32) -> KeyText {
    let form = forms[Int(code)]
    return form >= KeyTable.isWord
      ? heads.text(form & ~KeyTable.isWord) : KeyText(bytes(at: KeyPlace(packed: form)))
  }

  /// The text of a code, bytes that are not UTF-8 repaired; empty for 0.
  public func text(_ code: UInt32) -> String {
    key(code).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The bit that tells a word from a place.
  static let isWord: UInt64 = 1 &<< 63

  @inline(__always)
  static func hash(_ word: UInt64) -> UInt64 {
    fold(word ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)
  }

  func bytes(at place: KeyPlace) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: chunks[place.chunk].advanced(by: place.offset), count: place.length)
  }

  /// The code of bytes that have no word and whose hash is known, a new one where they were never
  /// seen.
  @inline(__always)
  func code(of bytes: UnsafeRawBufferPointer, hash: UInt64) -> UInt32 {
    let found = probe(bytes, hash: hash)
    return found.code ?? insert(keep(bytes), hash: hash, slot: found.slot)
  }

  /// The code of a text's word, a new one where it was never seen.
  @inline(__always)
  func code(ofWord word: UInt64, hash: UInt64) -> UInt32 {
    let found = probe(word, hash: hash)
    return found.code ?? insert(word | KeyTable.isWord, hash: hash, slot: found.slot)
  }

  /// The code of bytes that have no word, or the free slot where it belongs.
  @inline(__always)
  private func probe(
    _ bytes: UnsafeRawBufferPointer, hash: UInt64
  ) -> (code: UInt32?, slot: Int) {
    probe(hash: hash) { isForm($0, of: bytes) }
  }

  /// Whether a form is that of bytes that have no word and are not empty.
  @inline(__always)
  func isForm(_ form: UInt64, of bytes: UnsafeRawBufferPointer) -> Bool {
    guard form < KeyTable.isWord else { return false }
    let known = self.bytes(at: KeyPlace(packed: form))
    guard known.count == bytes.count, let left = known.baseAddress, let right = bytes.baseAddress
    else { return false }
    return equalBytes(left, right, bytes.count)
  }

  /// The code of a word, or the free slot where it belongs.
  @inline(__always)
  private func probe(_ word: UInt64, hash: UInt64) -> (code: UInt32?, slot: Int) {
    probe(hash: hash) { $0 == word | KeyTable.isWord }
  }

  /// The code of the first text with this hash whose form is the one sought, or a free slot.
  @inline(__always)
  private func probe(hash: UInt64, isSought: (UInt64) -> Bool) -> (code: UInt32?, slot: Int) {
    let slots = slots
    var slot = slots.home(hash)
    while slots.base[slot] != 0 {
      let entry = slots.base[slot]
      if entry &>> 32 == hash &>> 32 {
        let code = UInt32(truncatingIfNeeded: entry)
        if isSought(forms[Int(code)]) { return (code, slot) }
      }
      slot &+= 1
    }
    return (nil, slot)
  }

  private func insert(_ form: UInt64, hash: UInt64, slot: Int) -> UInt32 {
    precondition(forms.count < Int(UInt32.max), "KeyTable: more than 2³² texts")
    let code = UInt32(forms.count)
    forms.append(form)
    slotArray.fill(slot, with: (hash &>> 32) &<< 32 | UInt64(code))
    if slotArray.isDoubling {
      if code & 15 == 0 { slotArray.advance(by: KeyTable.movedAtOnce) }
    } else if count * 3 > slotArray.homes * 2 {
      slotArray.beginDoubling()
    }
    return code
  }

  /// Copies a text into the open chunk and tells its place; one too long for chunks gets a chunk of
  /// its own.
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

/// Where the bytes of a key lie: chunk (18 bits), offset in it (21 bits), length (24 bits).
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
