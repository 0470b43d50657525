/// The codes of short texts that came lately, found without hashing and without reading the text in
/// the dictionary: for fields with few different words.
///
/// Texts of up to 16 bytes stand whole in an entry, as their first and last eight bytes and their
/// length, so that an equal entry is the same text.
struct ShortTexts: ~Copyable {
  private static let entryCount = 512
  static let longest = 16

  private struct Entry {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var length: UInt32 = 0
    var code: UInt32 = 0
  }

  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: ShortTexts.entryCount)
    entries.initialize(repeating: Entry(), count: ShortTexts.entryCount)
  }

  deinit { entries.deallocate() }

  /// The code of a text of 1 to 16 bytes; where its entry has another, `find` tells it and it is kept.
  @inline(__always)
  func code(of text: UnsafeRawPointer, count: Int, find: () -> UInt32) -> UInt32 {
    let last = lastWord(text, count)
    let first = count > 8 ? text.loadUnaligned(as: UInt64.self) : 0
    let mixed = (first ^ last &* 0x9E37_79B9_7F4A_7C15) &* 0xA076_1D64_78BD_642F
    let entry = entries + Int(truncatingIfNeeded: mixed &>> 55)
    if entry.pointee.last == last, entry.pointee.first == first,
      entry.pointee.length == UInt32(truncatingIfNeeded: count)
    {
      return entry.pointee.code
    }
    let code = find()
    entry.pointee = Entry(
      first: first, last: last, length: UInt32(truncatingIfNeeded: count), code: code)
    return code
  }
}
