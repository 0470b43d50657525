/// The machine of JSON Lines: reads one line as one object into its members.
///
/// Pure; keeps only the members of the last object.
///
/// Source: RFC 8259, strictly. Nested values are checked whole and kept as the bytes they stand in.
struct JSONObject {
  /// Nesting beyond this many levels is refused.
  static let deepest = 64
  /// Members beyond this many are checked, and counted, but not kept.
  static let mostMembers = 4096

  /// Members of the last object, those past `mostMembers` included.
  var count = 0
  /// The text of strings that had escapes.
  let unescaped = ByteBuffer(capacity: 4096)
  var unescapedCount = 0
  private let store = JSONMemberStore()

  /// The members in the order of the line: the first `count`, at most `mostMembers`.
  var members: UnsafeMutablePointer<JSONMember> { store.members }

  /// Reads `start..<end` as one object; gives the index of the first byte that cannot stand there,
  /// or `nil` where all is well.
  mutating func read(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int? {
    count = 0
    unescapedCount = 0
    var reader = JSONReader(base: base, at: start, end: end)
    reader.skipBlanks()
    guard reader.take(UInt8(ascii: "{")) else { return reader.at }
    reader.skipBlanks()
    if !reader.take(UInt8(ascii: "}")) {
      repeat {
        guard readMember(&reader) else { return reader.at }
        reader.skipBlanks()
      } while reader.take(UInt8(ascii: ","))
      guard reader.take(UInt8(ascii: "}")) else { return reader.at }
    }
    reader.skipBlanks()
    return reader.at == end ? nil : reader.at
  }

  /// Reads `start..<end` as one object without escapes, whose quotes an index has found; `false` where
  /// it is none, or not of the usual form, for `read` to tell.
  @inline(__always)
  mutating func readUsual(
    _ base: UnsafeRawPointer, from start: Int, to end: Int,
    quotes: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    count = 0
    unescapedCount = 0
    let start = JSONReader(base: base, at: start, end: end)
    guard var text = QuotedReader(start, quotes: quotes), text.reader.take(UInt8(ascii: "{")) else {
      return false
    }
    repeat {
      text.reader.skipBlanks()
      guard let name = text.takeString() else { return false }
      text.reader.skipBlanks()
      guard text.reader.take(UInt8(ascii: ":")) else { return false }
      text.reader.skipBlanks()
      guard let value = text.takeValue(), count < JSONObject.mostMembers else { return false }
      members[count] = JSONMember(name: name, value: value.slice, kind: value.kind)
      count &+= 1
      text.reader.skipBlanks()
    } while text.reader.take(UInt8(ascii: ","))
    guard text.reader.take(UInt8(ascii: "}")) else { return false }
    text.reader.skipBlanks()
    return text.reader.at == end
  }

  @inline(__always)
  private mutating func readMember(_ reader: inout JSONReader) -> Bool {
    reader.skipBlanks()
    guard let name = readString(&reader) else { return false }
    reader.skipBlanks()
    guard reader.take(UInt8(ascii: ":")) else { return false }
    reader.skipBlanks()
    guard reader.at < reader.end else { return false }
    let start = reader.at
    let kind: JSONKind
    var value: CellSlice
    switch byte(reader.base, start) {
    case quoteMark:
      guard let text = readString(&reader) else { return false }
      kind = .string
      value = text
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      kind = byte(reader.base, start) == UInt8(ascii: "{") ? .object : .array
      guard reader.skipNested() else { return false }
      value = CellSlice(start, reader.at)
    default:
      guard let scalar = reader.skipScalar() else { return false }
      kind = scalar
      value = CellSlice(start, reader.at)
    }
    if count < JSONObject.mostMembers {
      members[count] = JSONMember(name: name, value: value, kind: kind)
    }
    count &+= 1
    return true
  }

  /// Reads the string at the reader's place, unescaping it where it has escapes.
  @inline(__always)
  private mutating func readString(_ reader: inout JSONReader) -> CellSlice? {
    guard reader.take(quoteMark) else { return nil }
    let start = reader.at
    reader.skipPlainText()
    guard reader.at < reader.end else { return nil }
    if byte(reader.base, reader.at) == quoteMark {
      reader.at &+= 1
      return CellSlice(start, reader.at &- 1)
    }
    return readEscapedString(&reader, from: start)
  }

  private mutating func readEscapedString(
    _ reader: inout JSONReader, from start: Int
  ) -> CellSlice? {
    unescaped.reserve(unescapedCount + reader.end - start, keeping: unescapedCount)
    let textStart = unescapedCount
    var from = start
    while true {
      let run = reader.at - from
      unescaped.base.advanced(by: unescapedCount)
        .copyMemory(from: reader.base + from, byteCount: run)
      unescapedCount += run
      guard reader.at < reader.end else { return nil }
      if reader.take(quoteMark) {
        return CellSlice(textStart, unescapedCount, isUnescaped: true)
      }
      guard reader.take(UInt8(ascii: "\\")), let scalar = reader.readEscape() else { return nil }
      append(scalar)
      from = reader.at
      reader.skipPlainText()
    }
  }

  /// Adds a scalar as UTF-8.
  ///
  /// An escape is never shorter than its text, so the room is there.
  private mutating func append(_ scalar: Unicode.Scalar) {
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      unescaped.base.storeBytes(of: unit, toByteOffset: unescapedCount, as: UInt8.self)
      unescapedCount += 1
    }
  }
}

/// What kind of value a member has.
package enum JSONKind: UInt8 {
  case string
  case number
  case boolean
  case null
  case object
  case array
}

/// One name and its value.
struct JSONMember {
  /// Without its quotes.
  var name: CellSlice
  /// A string without its quotes, all else as it stands.
  var value: CellSlice
  var kind: JSONKind
}

/// Room for the members of one object.
///
/// A class, because it owns memory.
private final class JSONMemberStore {
  let members: UnsafeMutablePointer<JSONMember>

  init() {
    members = .allocate(capacity: JSONObject.mostMembers)
    members.initialize(
      repeating: JSONMember(name: CellSlice(0, 0), value: CellSlice(0, 0), kind: .null),
      count: JSONObject.mostMembers)
  }

  deinit { members.deallocate() }
}
