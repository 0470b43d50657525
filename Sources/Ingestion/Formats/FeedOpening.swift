import Commerce

/// How a delimited feed begins: what stands before its header, and what separates its cells.
package struct FeedOpening: Equatable, Sendable {
  /// Lines and bytes before the header, or before the first row of a feed without one.
  package var skippedLines: Int
  package var skippedBytes: Int
  package var delimiter: UInt8

  /// Lines at the start that are looked at where none of them is known as a header.
  static let mostLines = 64

  /// Finds the header in a feed's first bytes; `nil` where more are needed.
  ///
  /// The header is the first line whose names are those of a class, or all those that a mapping
  /// names. Where no line has them, it is that with the most known names, at least two. Where there is
  /// none either, it is the first line with more than half of its cells filled that has as many cells
  /// as most lines have. What is found depends on the bytes alone, not on how they are cut.
  ///
  /// `limit`: bytes that are looked at at most. `isLast`: no more bytes will come.
  package init?(
    _ bytes: UnsafeRawBufferPointer, _ options: DecodingOptions, preferring preferred: UInt8,
    limit: Int, isLast: Bool
  ) {
    let dialect = options.dialect
    var lines = OpeningLines(bytes, limit: limit, isLast: isLast)
    var candidates =
      [preferred] + Dialect.usualDelimiters.filter { $0 != preferred }
    if let named = dialect.delimiter { candidates = [named] }
    if let told = lines.first.flatMap(FeedOpening.separatorLine) {
      if dialect.delimiter == nil { candidates = [told] }
      if dialect.skippedLines ?? 0 == 0 { lines.passFirst() }
    } else if lines.first == nil, !lines.areAll {
      return nil
    }
    if let skipped = dialect.skippedLines {
      guard lines.pass(skipped) || lines.areAll else { return nil }
    }
    let search = HeaderSearch(options, candidates: candidates)
    guard let found = search.header(in: lines) else { return nil }
    delimiter = found.delimiter
    let isFixed = dialect.skippedLines != nil || dialect.header != nil
    let line = isFixed ? lines.firstNumber : found.line
    skippedLines = line
    skippedBytes = lines.start(of: line)
  }

  /// The delimiter that a line such as `sep=;` names, which Excel writes before the header.
  private static func separatorLine(_ line: [UInt8]) -> UInt8? {
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), line[4] < 0x80 else { return nil }
    return line[4]
  }
}

/// The whole lines at the start of a feed.
struct OpeningLines {
  /// The lines without their ends, and where each begins.
  private(set) var all: [[UInt8]] = []
  private var starts: [Int] = []
  /// The first line that is not passed.
  private(set) var firstNumber = 0
  /// Whether no more lines are looked at, however many come.
  let areAll: Bool

  init(_ bytes: UnsafeRawBufferPointer, limit: Int, isLast: Bool) {
    let text = bytes.prefix(limit)
    let isFull = bytes.count > limit
    var at = 0
    while all.count < FeedOpening.mostLines, at < text.count {
      guard let end = text[at...].firstIndex(where: { $0 == lineFeed || $0 == carriageReturn })
      else { break }
      // A carriage return that comes last may be half of a line end.
      if text[end] == carriageReturn, end + 1 == text.count, !isLast, !isFull { break }
      let isPair = text[end] == carriageReturn && end + 1 < text.count && text[end + 1] == lineFeed
      all.append(Array(text[at..<end]))
      starts.append(at)
      at = end + (isPair ? 2 : 1)
    }
    if all.count < FeedOpening.mostLines, isLast, !isFull, at < text.count {
      all.append(Array(text[at...]))
      starts.append(at)
      at = text.count
    }
    starts.append(at)
    areAll = isLast || isFull || all.count == FeedOpening.mostLines
  }

  /// The first line that is not passed.
  var first: [UInt8]? { firstNumber < all.count ? all[firstNumber] : nil }

  mutating func passFirst() { firstNumber += 1 }

  /// Passes lines; `false` where there are not as many yet.
  mutating func pass(_ count: Int) -> Bool {
    firstNumber = min(firstNumber + count, all.count)
    return firstNumber < all.count
  }

  /// Where a line begins.
  func start(of line: Int) -> Int { starts[min(line, starts.count - 1)] }
}
