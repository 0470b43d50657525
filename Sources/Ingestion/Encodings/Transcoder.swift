import Commerce

/// Bytes of one encoding in, lines of UTF-8 out, with the place in the feed of each.
///
/// Bytes that are no character become 0xFF in the text, which is no UTF-8: so their row is rejected
/// as any other with such bytes. What comes out does not depend on where the bytes are cut.
///
/// A class, because it owns the buffer that the feed's thread reads into.
final class Transcoder {
  /// Stands for a byte that is no character.
  private static let faultMark: UInt8 = 0xFF

  let encoding: TextEncoding
  var lines = LineTable()
  /// The text of the lines converted last.
  let text = ByteBuffer(capacity: 1 << 16)
  private(set) var textCount = 0
  private let converter: Converter
  private let finder: LineFinder
  /// Whether all ASCII bytes are themselves: lines of them need no converter.
  private let isASCIIWithin: Bool
  /// What the feed's text may begin with, without being text.
  private let mark: [UInt8]
  /// The bytes of rows that are not over yet; those up to `converted` have been turned into text.
  private let raw = ByteBuffer(capacity: 1 << 16)
  private var rawCount = 0
  private var converted = 0
  /// Offset in the feed of the buffer's first byte.
  private var rawOffset: Int64
  /// Offset of the next byte of text.
  private var textOffset: Int64
  /// Whether a byte order mark may still come.
  private var isAtStart: Bool

  /// `nil` where the system cannot convert this encoding.
  ///
  /// `offset`: of the first byte to come, in the feed and in the text; `isAtStart`: whether it is the
  /// feed's first.
  init?(_ encoding: TextEncoding, offset: Int64, isAtStart: Bool) {
    guard let converter = Converter(from: encoding.converterName),
      let finder = LineFinder(encoding)
    else { return nil }
    self.encoding = encoding
    self.converter = converter
    self.finder = finder
    rawOffset = offset
    textOffset = offset
    self.isAtStart = isAtStart
    mark = Converter(from: "UTF-8", to: encoding.converterName)?.bytes(of: "\u{FEFF}") ?? []
    isASCIIWithin = converter.keepsASCII
  }

  /// Offset in the feed of the next byte that `fill` takes.
  var nextOffset: Int64 { rawOffset + Int64(rawCount) }

  /// Takes up to `count` bytes, as `FeedDecoder.fill` does.
  func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    raw.reserve(rawCount + count, keeping: rawCount)
    let taken = body(UnsafeMutableRawBufferPointer(start: raw.base + rawCount, count: count))
    if taken > 0 { rawCount += taken }
    return taken
  }

  /// Turns the bytes that have come into `text`, but for a character whose end has not come.
  func convert(isLast: Bool) {
    textCount = 0
    if isAtStart { guard passMark(isLast: isLast) else { return } }
    while converted < rawCount {
      let line = finder.line(UnsafeRawPointer(raw.base), from: converted, to: rawCount)
      var piece = LineTable.Piece(
        text: textEnd, textEnd: textEnd, raw: rawOffset + Int64(converted), rawEnd: 0)
      let stop = convert(line, isOver: isLast || line.isWhole, &piece)
      piece.textEnd = textEnd
      piece.rawEnd = rawOffset + Int64(stop)
      if stop == line.end {
        if line.hasReturn { add(carriageReturn) }
        if line.hasFeed { add(lineFeed) }
      }
      let next = stop == line.end ? line.next : stop
      if next > converted { lines.add(piece) }
      converted = next
      if stop < line.end || !line.isWhole { break }
    }
    textOffset += Int64(textCount)
  }

  private var textEnd: Int64 { textOffset + Int64(textCount) }

  /// Steps over a byte order mark; `false` while it may be half there.
  private func passMark(isLast: Bool) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: raw.base, count: rawCount)
    guard isLast || rawCount >= mark.count || !mark.starts(with: bytes) else { return false }
    isAtStart = false
    if !mark.isEmpty, bytes.starts(with: mark) { converted = mark.count }
    return true
  }

  /// Converts the line that begins at `converted`; gives the place up to which it could be.
  private func convert(
    _ line: LineFinder.Line, isOver: Bool, _ piece: inout LineTable.Piece
  ) -> Int {
    if isASCIIWithin, !line.mayHaveHighBytes {
      let count = line.end - converted
      text.reserve(textCount + count + 2, keeping: textCount)
      (text.base + textCount).copyMemory(from: raw.base + converted, byteCount: count)
      textCount += count
      return line.end
    }
    var at = converted
    while at < line.end {
      text.reserve(textCount + 3 * (line.end - at) + 16, keeping: textCount)
      let step = converter.convert(
        UnsafeRawBufferPointer(start: raw.base + at, count: line.end - at),
        into: UnsafeMutableRawBufferPointer(
          start: text.base + textCount, count: text.capacity - textCount))
      at += step.taken
      textCount += step.made
      switch step.stop {
      case .whole: return line.end
      case .noRoom: text.reserve(2 * text.capacity, keeping: textCount)
      case .incomplete where !isOver: return at
      case .incomplete, .wrong:
        if piece.fault == nil {
          piece.fault = LineTable.Fault(raw: rawOffset + Int64(at), byte: byte(raw.base, at))
        }
        add(Transcoder.faultMark)
        at = min(at + finder.unit, line.end)
      }
    }
    return line.end
  }

  /// Bytes of whole lines as UTF-8; `nil` for UTF-8, and where the system cannot convert them.
  static func text(of bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8]? {
    guard encoding != .utf8,
      let transcoder = Transcoder(encoding, offset: 0, isAtStart: false)
    else { return nil }
    _ = transcoder.fill(bytes.count) { room in
      room.copyBytes(from: bytes)
      return bytes.count
    }
    transcoder.convert(isLast: true)
    return Array(UnsafeRawBufferPointer(start: transcoder.text.base, count: transcoder.textCount))
  }

  private func add(_ byte: UInt8) {
    text.reserve(textCount + 1, keeping: textCount)
    text.base.storeBytes(of: byte, toByteOffset: textCount, as: UInt8.self)
    textCount += 1
  }

  /// The bytes from `offset` of the feed on, as far as they are still there.
  func bytes(from offset: Int64, count: Int) -> [UInt8] {
    let start = max(Int(offset - rawOffset), 0)
    let end = min(start + count, rawCount)
    return end > start
      ? Array(UnsafeRawBufferPointer(start: raw.base + start, count: end - start)) : []
  }

  /// Forgets the lines before `text`, an offset in the text, and their bytes.
  func trim(before text: Int64) {
    let first = lines.trim(before: text) ?? rawOffset + Int64(converted)
    let dropped = min(max(Int(first - rawOffset), 0), converted)
    guard dropped > 0 else { return }
    raw.base.copyMemory(from: raw.base + dropped, byteCount: rawCount - dropped)
    rawOffset += Int64(dropped)
    rawCount -= dropped
    converted -= dropped
  }
}

extension Converter {
  /// Whether each ASCII byte alone is the character that it is in ASCII.
  fileprivate var keepsASCII: Bool {
    (0..<128 as Range<UInt8>).allSatisfy { byte in
      var room: (UInt64, UInt64) = (0, 0)
      return withUnsafeMutableBytes(of: &room) { output in
        let step = withUnsafeBytes(of: byte) { convert($0, into: output) }
        guard case .whole = step.stop else { return false }
        return step.made == 1 && output[0] == byte
      }
    }
  }
}
