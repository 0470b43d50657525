/// Finds the ends of lines in bytes of one encoding, whose characters have one, two or four bytes at
/// least.
struct LineFinder {
  /// Bytes of the smallest character.
  let unit: Int
  private let feed: [UInt8]
  private let carriage: [UInt8]
  /// Whether line ends are those of ASCII.
  private let isPlain: Bool

  /// A line that was found: its bytes end at `end`, its line end at `next`.
  struct Line {
    var end: Int
    var next: Int
    var hasFeed = false
    var hasReturn = false
    var mayHaveHighBytes = true

    /// Whether its end was found.
    var isWhole: Bool { next > end }
  }

  /// `nil` where the encoding has no line ends.
  init?(_ encoding: TextEncoding) {
    guard let back = Converter(from: "UTF-8", to: encoding.converterName),
      let feed = back.bytes(of: "\n"), let carriage = back.bytes(of: "\r"),
      feed.count == carriage.count, [1, 2, 4].contains(feed.count)
    else { return nil }
    self.feed = feed
    self.carriage = carriage
    unit = feed.count
    isPlain = feed == [lineFeed] && carriage == [carriageReturn]
  }

  /// The line that begins at `start`, as far as it stands before `end`.
  ///
  /// CR LF is one line end where both are there. `base` must be readable a word past `end`.
  func line(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Line {
    var line: Line
    if isPlain {
      let found = scanLine(base, from: start, to: end)
      line = Line(end: found.end, next: found.end, mayHaveHighBytes: found.mayHaveHighBytes)
    } else {
      line = Line(end: wideEnd(base, from: start, to: end), next: 0)
      line.next = line.end
    }
    if isAt(carriage, base, line.next, end) {
      line.hasReturn = true
      line.next += unit
    }
    if isAt(feed, base, line.next, end) {
      line.hasFeed = true
      line.next += unit
    }
    return line
  }

  private func wideEnd(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
    var at = start
    while at + unit <= end {
      if isAt(feed, base, at, end) || isAt(carriage, base, at, end) { return at }
      at += unit
    }
    return end
  }

  private func isAt(_ pattern: [UInt8], _ base: UnsafeRawPointer, _ at: Int, _ end: Int) -> Bool {
    guard at + unit <= end else { return false }
    for index in 0..<unit where byte(base, at + index) != pattern[index] { return false }
    return true
  }
}
