import Commerce

/// The part of decoding that differs between formats: where a row ends, and what it says.
protocol RowDecoder {
  /// Decodes the whole rows that the cursor has before it, and moves it past them.
  mutating func decode(_ cursor: inout RowCursor, into sink: inout RowSink)
  /// Begins with a block's bytes, or with more of them.
  ///
  /// `givesUpQuotes`: quotes that are open at the end of the bytes are taken as never closed.
  mutating func beginBlock(givesUpQuotes: Bool)
  /// The rule that the beginning of a row breaks whose other bytes will not come.
  var brokenRule: Rule { get }
  /// What the user should be told about the feed as a whole; `nil` for nothing.
  ///
  /// `feed`: its name.
  func notice(of feed: String) -> String?
  /// A decoder for other rows of the feed that knows what this one has learned from its beginning;
  /// `nil` where that is not enough yet.
  func forked() -> Self?
  /// Begins a count of its own, for the decoder that it was forked from to take over.
  mutating func beginCount()
  /// Takes over what a fork has counted in the rows that come next; `false` where this one cannot.
  mutating func absorb(_ fork: any RowDecoder) -> Bool
  /// Columns that no schema knows, and how often they came in `rows` rows.
  func unknownColumns(rows: Int) -> [String: Int]
}

/// A decoder of rows that are lines, or end with one.
protocol LineDecoder: RowDecoder {
  /// Finds the row that begins at `start`.
  mutating func scan(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan
  /// Decodes the row that `scan` has just found; its bytes are UTF-8 without NUL.
  mutating func decode(_ row: RawRow, into sink: inout RowSink)
  /// Takes note of a row that was given up before it was decoded.
  mutating func skipRow()
  /// Decodes the rows before the cursor that need no special care, up to the first that does, just
  /// as `scan` and `decode` would.
  mutating func decodeUsualRows(_ cursor: inout RowCursor, into sink: inout RowSink)
}

extension LineDecoder {
  mutating func decode(_ cursor: inout RowCursor, into sink: inout RowSink) {
    while cursor.at < cursor.end {
      if cursor.skipped != nil {
        guard cursor.finishSkipping(into: &sink) else { return }
        continue
      }
      if cursor.skipsLineFeed {
        cursor.passLineFeed()
        continue
      }
      decodeUsualRows(&cursor, into: &sink)
      guard cursor.at < cursor.end, decodeRow(&cursor, into: &sink) else { break }
    }
    if cursor.isLast, cursor.skipped != nil { _ = cursor.finishSkipping(into: &sink) }
  }

  /// Decodes the row before the cursor; `false` where it does not end within the bytes.
  private mutating func decodeRow(_ cursor: inout RowCursor, into sink: inout RowSink) -> Bool {
    if sink.needsFlush { sink.flush() }
    let found = scan(cursor.base, from: cursor.at, to: cursor.end, isLast: cursor.isLast)
    switch found.kind {
    case .incomplete: return false
    case .empty: sink.passed.blank += 1
    case .row: decodeChecked(cursor.row(to: found.end), found, into: &sink)
    case .openQuote:
      skipRow()
      sink.reject(
        cursor.row(to: found.end), .openQuote(cursor.row(to: found.end)),
        line: cursor.line + UInt32(found.lineEnds))
    case .long:
      skipRow()
      cursor.beginSkipping(found, into: &sink)
      return true
    }
    cursor.pass(found)
    return true
  }

  /// Decodes the row if its bytes are text.
  @inline(__always)
  private mutating func decodeChecked(
    _ row: RawRow, _ found: RowScan, into sink: inout RowSink
  ) {
    if found.hasNul {
      skipRow()
      sink.reject(row, RowFault(rule: .nul, expected: "text", found: "a NUL byte"))
      return
    }
    if found.mayHaveHighBytes,
      let wrong = firstByteNotUTF8(row.base, from: row.start, to: row.end)
    {
      skipRow()
      sink.reject(row, .notUTF8(row, at: wrong))
      return
    }
    decode(row, into: &sink)
  }
}

/// How far a block of bytes has been decoded.
struct RowCursor {
  let base: UnsafeRawPointer
  var at: Int
  let end: Int
  /// Offset in the feed of `base`.
  let blockOffset: Int64
  /// The line of `at`, from 1.
  var line: UInt32
  /// Whether a line feed at `at` belongs to the line end before it.
  var skipsLineFeed: Bool
  /// Whether no bytes will follow `end`.
  let isLast: Bool
  /// A row that is too long and whose end has not come yet.
  var skipped: SkippedRow?

  @inline(__always)
  func row(to end: Int) -> RawRow {
    RawRow(base: base, start: at, end: end, offset: blockOffset &+ Int64(at), line: line)
  }

  /// Moves past a row and its line end.
  @inline(__always)
  mutating func pass(_ found: RowScan) {
    line &+= UInt32(truncatingIfNeeded: found.lineEnds)
    at = found.end
    passLineEnd()
  }

  /// Moves past the line end at `at`, where there is one.
  @inline(__always)
  private mutating func passLineEnd() {
    guard at < end else { return }
    skipsLineFeed = byte(base, at) == carriageReturn
    line &+= 1
    at &+= 1
  }

  /// Moves past the line feed at `feed` that ends the row.
  @inline(__always)
  mutating func passLine(feed: Int) {
    line &+= 1
    at = feed &+ 1
  }

  mutating func passLineFeed() {
    skipsLineFeed = false
    if byte(base, at) == lineFeed { at += 1 }
  }

  /// Gives up the row at `at`, which has no end within the limit.
  mutating func beginSkipping(_ found: RowScan, into sink: inout RowSink) {
    let start = row(to: found.end)
    skipped = SkippedRow(
      raw: start.bytes(limit: sink.rowLimit), offset: start.offset, line: line,
      length: found.end - at)
    sink.beginLongRow()
    sink.addLongRow(base + at, count: found.end - at, offset: start.offset)
    line &+= UInt32(truncatingIfNeeded: found.lineEnds)
    at = found.end
  }

  /// Moves to the end of the row that is given up; whether it has come.
  mutating func finishSkipping(into sink: inout RowSink) -> Bool {
    guard var row = skipped else { return true }
    let stop = scanLine(base, from: at, to: end).end
    row.length += stop - at
    sink.addLongRow(base + at, count: stop - at, offset: row.offset)
    at = stop
    guard stop < end || isLast else {
      skipped = row
      return false
    }
    skipped = nil
    sink.add(row.reject(feedName: sink.feedName, limit: sink.rowLimit, sink.dialect))
    passLineEnd()
    return true
  }
}

/// A row longer than the limit: its first bytes and how long it has become.
struct SkippedRow {
  let raw: [UInt8]
  let offset: Int64
  var line: UInt32
  var length: Int

  func reject(feedName: String, limit: Int, _ dialect: RowDialect?) -> Reject {
    Reject(
      finding: Finding(
        rule: .long, recordClass: nil,
        place: Place(feed: feedName, line: Int(line), offset: Int(offset)), field: "",
        expected: "at most \(limit) bytes", found: "\(length) bytes", key: ""),
      raw: raw, length: length, dialect: dialect)
  }
}

extension RowFault {
  static func openQuote(_ row: RawRow) -> RowFault {
    RowFault(
      rule: .quote, expected: "a quote that closes before a field or line ends",
      found: shownText(row.base, row.start, row.end))
  }

  static func notUTF8(_ row: RawRow, at index: Int) -> RowFault {
    RowFault(
      rule: .encoding, expected: TextEncoding.utf8.name,
      found: byteAt(byte(row.base, index), index - row.start))
  }
}

/// The words for a byte of a row: `byte 0xFF at 17`.
func byteAt(_ byte: UInt8, _ place: Int) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "byte 0x\(digits.count < 2 ? "0" : "")\(digits) at \(place)"
}
