/// What the lines of one writer have in common: all the text but their values.
///
/// A program writes the same keys in the same order with the same blanks, line after line. So a line
/// is first held against the shape of an earlier one: where all bytes between the values are the
/// same, its keys are, and its values are found without reading anything twice.
///
/// A class, because it owns memory.
final class LineShape {
  /// A value of the line that was matched last.
  struct Value {
    /// A string without its quotes; else all up to the text behind it, whatever that is.
    var start: Int32
    var end: Int32
    var isString: Bool
  }

  /// Text before a value, or after the last: its first sixteen bytes here, so that most are compared
  /// without a loop.
  private struct Piece {
    var first: UInt64
    var second: UInt64
    var firstMask: UInt64
    var secondMask: UInt64
    var count: Int
    /// Where its quotes begin, in bytes from its start; its end where it has none.
    var firstQuote: Int
    var quotes: Int
    /// Where it stands in `text`.
    var place: Int
  }

  let valueCount: Int
  /// The values of the line that was matched last, in its order.
  let values: UnsafeMutablePointer<Value>
  /// One more than values.
  private let pieces: UnsafeMutablePointer<Piece>
  private let text: ByteBuffer

  /// The shape of the line whose texts around the values are these ranges of the bytes at `base`: one
  /// before each value, which has its quotes, and one after the last.
  init(_ base: UnsafeRawPointer, around texts: [Range<Int>]) {
    valueCount = texts.count - 1
    values = .allocate(capacity: texts.count)
    values.initialize(
      repeating: Value(start: 0, end: 0, isString: false), count: texts.count)
    pieces = .allocate(capacity: texts.count)
    text = ByteBuffer(capacity: texts.reduce(0) { $0 + $1.count })
    var place = 0
    for (index, range) in texts.enumerated() {
      text.base.advanced(by: place).copyMemory(
        from: base + range.lowerBound, byteCount: range.count)
      let bytes = UnsafeRawBufferPointer(start: text.base + place, count: range.count)
      pieces.advanced(by: index).initialize(
        to: Piece(
          first: word(text.base, place), second: word(text.base, place + 8),
          firstMask: LineShape.mask(range.count), secondMask: LineShape.mask(range.count - 8),
          count: range.count, firstQuote: bytes.firstIndex(of: quoteMark) ?? range.count,
          quotes: bytes.count { $0 == quoteMark }, place: place))
      place += range.count
    }
  }

  deinit {
    values.deallocate()
    pieces.deallocate()
  }

  /// The bits of the first `count` bytes of a word.
  private static func mask(_ count: Int) -> UInt64 {
    count >= 8 ? .max : (1 as UInt64) << UInt64(max(count, 0) * 8) - 1
  }

  /// Whether the line `start..<end`, which has no escapes, has this shape; then `values` are its.
  ///
  /// `quotes`: the places of all its quotes, and `end` behind them. What stands in place of a value
  /// other than a string is for the caller to look at.
  @inline(__always)
  func matches(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, quotes: UnsafePointer<UInt32>
  ) -> Bool {
    var at = start
    var next = quotes
    for index in 0..<valueCount {
      let piece = pieces + index
      // A quote that never closes seems to close at the end: then nothing fits behind it.
      guard at &+ piece.pointee.count < end, isText(piece, base + at) else { return false }
      at &+= piece.pointee.count
      next += piece.pointee.quotes
      if byte(base, at) == quoteMark {
        values[index] = Value(
          start: Int32(truncatingIfNeeded: at &+ 1), end: Int32(truncatingIfNeeded: next[1]),
          isString: true)
        at = Int(next[1]) &+ 1
        next += 2
      } else {
        let stop = Int(next.pointee) &- piece[1].firstQuote
        guard stop > at else { return false }
        values[index] = Value(
          start: Int32(truncatingIfNeeded: at), end: Int32(truncatingIfNeeded: stop),
          isString: false)
        at = stop
      }
    }
    let last = pieces + valueCount
    return at &+ last.pointee.count == end && isText(last, base + at)
  }

  @inline(__always)
  private func isText(_ piece: UnsafePointer<Piece>, _ bytes: UnsafeRawPointer) -> Bool {
    let differing =
      ((word(bytes, 0) ^ piece.pointee.first) & piece.pointee.firstMask)
      | ((word(bytes, 8) ^ piece.pointee.second) & piece.pointee.secondMask)
    guard differing == 0 else { return false }
    let rest = piece.pointee.count &- 16
    return rest <= 0
      || bytesAreEqual(bytes + 16, UnsafeRawPointer(text.base) + piece.pointee.place + 16, rest)
  }
}
