import CProcessor

/// Finds line ends outside quotes, by the number of quotes before them: 64 bytes at a time.
///
/// Right wherever quotes are used as RFC 4180 says; a lone quote within a cell turns all behind it
/// inside out.
package struct QuoteScan {
  private let base: UnsafeRawPointer
  /// How far the bytes were looked at, and whether a quote is open there.
  private var at: Int
  private var isInside = false

  /// Begins at `start`, where no quote is open.
  ///
  /// `base` must be readable 64 bytes past the last byte that is looked at.
  package init(_ base: UnsafeRawPointer, from start: Int) {
    self.base = base
    at = start
  }

  /// The place after the first line feed outside quotes from `target` on; `nil` where there is none
  /// before `end`.
  ///
  /// A later call goes on from there.
  package mutating func lineStart(after target: Int, before end: Int) -> Int? {
    while at < end {
      let masks = textMasks(base + at, separator: quoteMark, odd: quoteMark)
      let kept = end &- at < 64 ? (1 as UInt64) &<< UInt64(end &- at) &- 1 : .max
      let quotes = masks.ends & ~masks.line_feeds & kept
      if target &- at >= 64 {
        if quotes.nonzeroBitCount & 1 == 1 { isInside.toggle() }
      } else {
        let inside = runningParity(quotes) ^ (isInside ? .max : 0)
        let sought = UInt64.max &<< UInt64(max(target &- at, 0))
        let feeds = masks.line_feeds & kept & sought & ~inside
        guard feeds == 0 else {
          at &+= feeds.trailingZeroBitCount &+ 1
          isInside = false
          return at
        }
        isInside = inside &>> 63 == 1
      }
      at &+= 64
    }
    return nil
  }

  /// Each bit: whether the bits up to it, itself included, are odd in number.
  private func runningParity(_ bits: UInt64) -> UInt64 {
    var parity = bits
    parity ^= parity &<< 1
    parity ^= parity &<< 2
    parity ^= parity &<< 4
    parity ^= parity &<< 8
    parity ^= parity &<< 16
    parity ^= parity &<< 32
    return parity
  }
}
