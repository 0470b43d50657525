/// A place in a JSON text without escapes whose quotes are known, and the steps that lead on from it.
struct QuotedReader {
  let base: UnsafeRawPointer
  var at: Int
  let end: Int
  /// The places of the quotes at or after `at`, and of a byte behind them.
  private var next: UnsafePointer<UInt32>
  /// Where the places of quotes end.
  private let last: UnsafePointer<UInt32>

  /// `quotes`: the places of all quotes from `at`, and of a byte behind them.
  init?(base: UnsafeRawPointer, at: Int, end: Int, quotes: UnsafeBufferPointer<UInt32>) {
    guard let first = quotes.baseAddress else { return nil }
    self.base = base
    self.at = at
    self.end = end
    next = first
    last = first + (quotes.count - 1)
  }

  @inline(__always)
  mutating func skipBlanks() {
    while at < end, byte(base, at) == blank || byte(base, at) == tab { at &+= 1 }
  }

  /// Steps over `expected` where it is next.
  @inline(__always)
  mutating func take(_ expected: UInt8) -> Bool {
    guard at < end, byte(base, at) == expected else { return false }
    at &+= 1
    return true
  }

  /// Steps over a string; gives it without its quotes.
  @inline(__always)
  mutating func takeString() -> CellSlice? {
    guard next + 1 < last, Int(next[0]) == at else { return nil }
    let slice = CellSlice(at &+ 1, Int(next[1]))
    at = Int(next[1]) &+ 1
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
    let start = at
    var reader = JSONReader(base: base, at: start, end: end)
    guard start < end else { return nil }
    let opening = byte(base, start)
    if opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") {
      guard reader.skipNested() else { return nil }
      at = reader.at
      while next < last, Int(next.pointee) < at { next += 1 }
      return (CellSlice(start, at), opening == UInt8(ascii: "{") ? .object : .array)
    }
    guard let kind = reader.skipScalar() else { return nil }
    at = reader.at
    return (CellSlice(start, at), kind)
  }
}
