/// The bytes of a text in a dictionary: where they lie, or the bytes themselves of a text that the
/// dictionary keeps in another form.
///
/// Valid while the dictionary is.
@frozen
public struct KeyText {
  public let count: Int
  @usableFromInline let start: UnsafePointer<UInt8>?
  @usableFromInline let own: InlineArray<4, UInt64>

  /// The text that is not there.
  public static var empty: KeyText { KeyText(UnsafeRawBufferPointer(start: nil, count: 0)) }

  init(_ bytes: UnsafeRawBufferPointer) {
    count = bytes.count
    start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    own = InlineArray(repeating: 0)
  }

  init(_ head: TextHead, number: UInt64) {
    var bytes = InlineArray<4, UInt64>(repeating: 0)
    let count = Int(head.count) + Int(head.digits)
    withUnsafeMutableBytes(of: &bytes) { room in
      guard let start = room.baseAddress else { return }
      head.write(to: start)
      let text = start.assumingMemoryBound(to: UInt8.self)
      NumberedText.write(number, digits: Int(head.digits), before: text + count)
    }
    self.count = count
    start = nil
    own = bytes
  }

  public var isEmpty: Bool { count == 0 }

  /// Gives the bytes; the pointer is good during the call.
  @inlinable @inline(__always)
  public func withUnsafeBytes<Answer, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    if let start { return try body(UnsafeRawBufferPointer(start: start, count: count)) }
    return try Swift.withUnsafeBytes(of: own) { own throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: own[..<count]))
    }
  }

  /// Whether these are the bytes of a text.
  public func equals(_ text: String) -> Bool { withUnsafeBytes { $0.elementsEqual(text.utf8) } }
}
