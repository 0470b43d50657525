package import Commerce
package import Workers

/// Bytes of one feed in any encoding in, batches and rejects out, their places those of the feed.
///
/// A feed in UTF-8 goes straight to the decoder of rows. Another one is turned into UTF-8 before, and
/// what the decoder gives is told in the bytes of the feed afterwards.
///
/// A class, as the decoder that it owns.
package final class EncodedFeedDecoder {
  private let decoder: FeedDecoder
  private let rowLimit: Int
  private let base: Int64
  /// `nil` once the encoding is known.
  private var detection: EncodingDetection?
  /// `nil` while the bytes are UTF-8.
  private var transcoder: Transcoder?
  private var isDetected = false
  /// Whether a byte order mark told the encoding.
  private var isMarked: Bool { transcoder?.encoding.name.hasPrefix("UTF-16") ?? false }
  /// The encoding that the system cannot convert.
  private var unknown: TextEncoding?
  /// A row longer than the limit whose end has not come, and its first bytes.
  private var skipped: SkippedBytes?
  /// A row of which parts were handed on, since it is longer than the limit.
  private var long: LongBytes?
  private typealias SkippedBytes = (text: Int64, raw: Int64, bytes: [UInt8])

  /// See `FeedDecoder`.
  package convenience init(
    feed: Int, name: String, options: DecodingOptions, baseOffset: Int64 = 0,
    workers: WorkerPool = .shared, partBytes: Int = FeedDecoder.leastPartBytes
  ) {
    let decoder = FeedDecoder(
      feed: feed, name: name, options: options, baseOffset: baseOffset, workers: workers,
      partBytes: partBytes)
    self.init(decoder, options, base: baseOffset)
  }

  /// `foreign`: what takes the rows, in place of the classes' own columns.
  convenience init(
    feed: Int, name: String, options: DecodingOptions, foreign: any ForeignRows
  ) {
    self.init(
      FeedDecoder(feed: feed, name: name, options: options, foreign: foreign), options, base: 0)
  }

  private init(_ decoder: FeedDecoder, _ options: DecodingOptions, base: Int64) {
    self.decoder = decoder
    self.base = base
    rowLimit = options.maxRowBytes
    // Markup names its encoding itself.
    guard options.format != .xml else { return }
    switch options.encoding {
    case nil, .utf16: detection = EncodingDetection(named: options.encoding)
    case .utf8: break
    case .some(let named): begin(named)
    }
  }

  package var counts: RowCounts { decoder.counts }
  package var passed: PassedRows { decoder.passed }
  package var classes: [RecordClass] { decoder.classes }
  package var unknownColumns: [String: Int] { decoder.unknownColumns }
  /// Offset of the next byte that `fill` will take.
  package var nextOffset: Int64 { transcoder?.nextOffset ?? decoder.nextOffset }
  /// Whether whole lines are held back, by an open quote or since nobody knows yet how to read them.
  package var holdsLine: Bool { decoder.holdsLine }

  /// What the user should be told about the feed as a whole; empty for nothing.
  package var notices: [String] {
    var told: [String] = []
    if let unknown {
      told.append("this system's iconv does not know \(unknown.name): read as UTF-8")
    }
    if isDetected, let transcoder {
      let name = transcoder.encoding.name
      told.append(
        isMarked
          ? "read as \(name), as its byte order mark says"
          : "read as \(name) (detected); name it in a mapping to be sure")
    }
    return told + decoder.notices
  }

  /// Takes up to `count` bytes, as `FeedDecoder.fill` does.
  package func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    guard let transcoder else { return decoder.fill(count, body) }
    return transcoder.fill(count, body)
  }

  /// Decodes all whole rows; with `isLast` also a last one without a line end.
  ///
  /// `givesUpWaiting`: lines that are held back are decoded as well as can be, and a quote that is
  /// open at the end is taken as never closed.
  package func decode(isLast: Bool = false, givesUpWaiting: Bool = false) -> [DecodedRows] {
    if detection != nil {
      guard detect(isLast: isLast || givesUpWaiting) else { return [] }
    }
    guard let transcoder else {
      return decoder.decode(isLast: isLast, givesUpQuotes: givesUpWaiting)
    }
    convert(transcoder, isLast: isLast)
    let rows = decoder.decode(isLast: isLast, givesUpQuotes: givesUpWaiting)
    let told = rows.map { inBytesOfFeed($0, transcoder) }
    noteSkipped(transcoder)
    transcoder.trim(before: decoder.decodedOffset)
    return told
  }

  /// Rejects the beginning of a row whose other bytes will not come.
  package func rejectRest() {
    if let transcoder { convert(transcoder, isLast: true) }
    decoder.rejectRest()
  }

  private func convert(_ transcoder: Transcoder, isLast: Bool) {
    transcoder.convert(isLast: isLast)
    decoder.fill(UnsafeRawBufferPointer(start: transcoder.text.base, count: transcoder.textCount))
  }

  /// Looks at the bytes that are there; whether they may be decoded.
  private func detect(isLast: Bool) -> Bool {
    let offset = Int(decoder.decodedOffset - base)
    switch detection?.look(at: decoder.held, offset: offset, isLast: isLast) {
    case .undecided: return false
    case .ascii, nil: return true
    case .told(let encoding):
      detection = nil
      guard encoding != .utf8 else { return true }
      isDetected = true
      begin(encoding)
      return true
    }
  }

  /// Has the bytes that are held, and all that come, converted.
  private func begin(_ encoding: TextEncoding) {
    let offset = decoder.decodedOffset
    guard let begun = Transcoder(encoding, offset: offset, isAtStart: offset == base) else {
      unknown = encoding
      return
    }
    let held = Array(decoder.held)
    decoder.forgetHeld()
    _ = begun.fill(held.count) { room in
      room.copyBytes(from: held)
      return held.count
    }
    transcoder = begun
    // A row that is skipped already is ASCII so far.
    if let row = decoder.skipped {
      skipped = (row.offset, row.offset, row.raw)
      long = LongBytes(text: row.offset, textEnd: offset, raw: row.offset, rawEnd: offset)
    }
    decoder.noteEncoding(encoding)
  }
}

// What the decoder of rows tells in offsets of the text, told in offsets of the feed.
extension EncodedFeedDecoder {
  private func inBytesOfFeed(_ rows: DecodedRows, _ transcoder: Transcoder) -> DecodedRows {
    switch rows {
    case .batch(let batch):
      batch.places.rewrite { places in
        for row in places.indices {
          let end = transcoder.lines.rawEnd(places[row].offset + Int64(places[row].length))
          places[row].offset = transcoder.lines.rawStart(places[row].offset)
          places[row].length = UInt32(truncatingIfNeeded: end - places[row].offset)
        }
      }
      return rows
    case .rejects(let rejects): return .rejects(rejects.map { inBytesOfFeed($0, transcoder) })
    case .longRow(let bytes, let offset):
      return longRow(Int64(offset), count: bytes.count, transcoder)
    }
  }

  /// The next bytes of a row that is longer than the limit, as they stand in the feed.
  private func longRow(_ text: Int64, count: Int, _ transcoder: Transcoder) -> DecodedRows {
    let raw = transcoder.lines.rawStart(text)
    var row =
      long.flatMap { $0.text == text ? $0 : nil }
      ?? LongBytes(text: text, textEnd: text, raw: raw, rawEnd: raw)
    row.textEnd += Int64(count)
    let start = row.rawEnd
    row.rawEnd = max(start, transcoder.lines.rawFloor(row.textEnd))
    long = row
    return .longRow(
      transcoder.bytes(from: start, count: Int(row.rawEnd - start)), offset: Int(row.raw))
  }

  private func inBytesOfFeed(_ reject: Reject, _ transcoder: Transcoder) -> Reject {
    var told = reject
    let text = Int64(reject.finding.place.offset)
    let end = transcoder.lines.rawEnd(text + Int64(reject.length))
    if let skipped, skipped.text == text {
      told.finding.place.offset = Int(skipped.raw)
      told.length = Int(end - skipped.raw)
      told.raw = Array(longer(skipped, transcoder).prefix(told.length))
      self.skipped = nil
    } else {
      let start = transcoder.lines.rawStart(text)
      told.finding.place.offset = Int(start)
      told.length = Int(end - start)
      // Within the limit as UTF-8 a row is kept whole, however long it was.
      let isLong = reject.length > rowLimit
      told.raw = transcoder.bytes(
        from: start, count: isLong ? min(told.length, rowLimit) : told.length)
    }
    if long?.text == text { long = nil }
    switch reject.finding.rule {
    case .encoding:
      let fault = transcoder.lines.fault(from: text, to: text + Int64(reject.length))
      told.finding.expected = transcoder.encoding.name
      if let fault {
        told.finding.found = byteAt(fault.byte, Int(fault.raw) - told.finding.place.offset)
      }
    case .long where told.length != reject.length: told.finding.found += " as UTF-8"
    default: break
    }
    return told
  }

  /// Keeps the first bytes of a row that the decoder has begun to skip.
  private func noteSkipped(_ transcoder: Transcoder) {
    guard let text = decoder.skipped?.offset else { return }
    if skipped?.text != text { skipped = (text, transcoder.lines.rawStart(text), []) }
    if let row = skipped { skipped?.bytes = longer(row, transcoder) }
  }

  /// The first bytes of a row that is skipped, with those that have come since, up to the limit.
  private func longer(_ row: SkippedBytes, _ transcoder: Transcoder) -> [UInt8] {
    let missing = rowLimit - row.bytes.count
    guard missing > 0 else { return row.bytes }
    return row.bytes + transcoder.bytes(from: row.raw + Int64(row.bytes.count), count: missing)
  }
}

/// How far a row has been handed on: in the text, and in the feed.
private struct LongBytes {
  var text: Int64
  var textEnd: Int64
  var raw: Int64
  var rawEnd: Int64
}
