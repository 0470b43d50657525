/// A place in a JSON text without escapes whose quotes are known, and the steps that lead on from it.
struct QuotedReader {
  var reader: JSONReader
  /// The places of the quotes at or after the reader's, and of a byte behind them.
  private var next: UnsafePointer<UInt32>
  /// Where the places of quotes end.
  private let last: UnsafePointer<UInt32>

  /// `quotes`: the places of all quotes from the reader's, and of a byte behind them.
  init?(_ reader: JSONReader, quotes: UnsafeBufferPointer<UInt32>) {
    guard let first = quotes.baseAddress else { return nil }
    self.reader = reader
    next = first
    last = first + (quotes.count - 1)
  }

  /// Steps over a string; gives it without its quotes.
  @inline(__always)
  mutating func takeString() -> CellSlice? {
    guard next + 1 < last, Int(next[0]) == reader.at else { return nil }
    let slice = CellSlice(reader.at &+ 1, Int(next[1]))
    reader.at = Int(next[1]) &+ 1
    next += 2
    return slice
  }

  /// Steps over any value.
  @inline(__always)
  mutating func takeValue() -> (slice: CellSlice, kind: JSONKind)? {
    if let text = takeString() { return (text, .string) }
    return takeOther()
  }

  /// Steps over a value that is no string.
  @inline(__always)
  private mutating func takeOther() -> (slice: CellSlice, kind: JSONKind)? {
    let start = reader.at
    guard start < reader.end else { return nil }
    let opening = byte(reader.base, start)
    if opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") {
      guard reader.skipNested() else { return nil }
      while next < last, Int(next.pointee) < reader.at { next += 1 }
      return (
        CellSlice(start, reader.at), opening == UInt8(ascii: "{") ? .object : .array
      )
    }
    guard let kind = reader.skipScalar() else { return nil }
    return (CellSlice(start, reader.at), kind)
  }
}
