/// What a machine found where a row was expected.
package struct RowScan {
  package enum Kind: UInt8 {
    /// A whole row; its cells are in the machine.
    case row
    /// Nothing but a line end.
    case empty
    /// The row does not end within the bytes that are there.
    case incomplete
    /// A quote that is never closed, or followed by text; `end` is that of the line of its opening.
    case openQuote
    /// No row end within the limit; the line goes on from `end`.
    case long
  }

  package var kind: Kind
  /// Index after the row's last byte, before its line end.
  package var end: Int
  /// Line ends within the row; for `openQuote` those before the opening.
  var lineEnds = 0
  /// Whether a byte of the row may be outside ASCII.
  var mayHaveHighBytes = false
  var hasNul = false
}

/// A run of bytes: in the block, or in the machine's unescaped text.
package struct CellSlice: Equatable {
  /// Index into the block; into the unescaped text where `isUnescaped`.
  package var start: Int32
  package var end: Int32
  package var isUnescaped: Bool

  init(_ start: Int, _ end: Int, isUnescaped: Bool = false) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    self.isUnescaped = isUnescaped
  }

  package var count: Int { Int(end) - Int(start) }
}
