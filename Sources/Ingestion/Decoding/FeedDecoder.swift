package import Commerce
import Glibc
package import Workers

/// Bytes of one feed in, batches and rejects out: holds what is not yet a whole row, and knows the
/// place of each row.
///
/// Does no I/O.
///
/// A class, because it owns the buffer that the feed's thread reads into.
package final class FeedDecoder {
  /// Fewer bytes than this are not worth another thread.
  package static let leastPartBytes = 1 << 17

  /// The block of the feed that is being decoded.
  private(set) var block: BatchMemory
  /// Whether batches that were handed on point into the block: then it stays as it is.
  private var isShared = false
  /// The bytes that are there and not yet decoded: `start..<end` of the block.
  var start = 0
  private(set) var end = 0
  /// Offset in the feed of the block's first byte.
  private(set) var blockOffset: Int64
  var line: UInt32 = 1
  var skipsLineFeed = false
  var skipped: SkippedRow?
  private var rows: (any RowDecoder)?
  var sink: RowSink
  /// What decodes the parts of a large block side by side.
  var parts: [BlockPart] = []
  /// Whether parts are cut where the number of quotes says that none is open.
  ///
  /// It changes with each wrong guess: a quoted line end misleads otherwise, and a lone quote misleads
  /// the count.
  var countsQuotes = false
  /// The place after the last text that was put behind the block's bytes, or `end`.
  private var textEnd = 0
  /// Room behind the bytes that such texts have needed so far.
  private var spareRoom = 0
  private let options: DecodingOptions
  private var isOver = false
  /// The encoding that the text had; `nil` for UTF-8.
  private var encodingName: String?
  /// What takes the rows where their columns have other names than ours.
  private let foreign: (any ForeignRows)?
  let workers: WorkerPool
  let partBytes: Int

  /// `baseOffset`: the offset that the feed's first byte is given.
  ///
  /// `workers` decode blocks of at least two times `partBytes` side by side.
  package convenience init(
    feed: Int, name: String, options: DecodingOptions, baseOffset: Int64 = 0,
    workers: WorkerPool = .shared, partBytes: Int = FeedDecoder.leastPartBytes
  ) {
    self.init(
      feed: feed, name: name, options: options, baseOffset: baseOffset, workers: workers,
      partBytes: partBytes, foreign: options.mapping.map { MappedRows($0, options) })
  }

  /// `foreign`: what takes the rows, in place of the classes' own columns.
  init(
    feed: Int, name: String, options: DecodingOptions, baseOffset: Int64 = 0,
    workers: WorkerPool = .shared, partBytes: Int = FeedDecoder.leastPartBytes,
    foreign: (any ForeignRows)?
  ) {
    var options = options
    if let foreign, options.dialect.columns.isEmpty {
      options.dialect.columns = foreign.headerNames
    }
    self.options = options
    self.foreign = foreign
    self.workers = workers
    self.partBytes = partBytes
    block = BatchMemory(atLeast: 1)
    blockOffset = baseOffset
    sink = RowSink(
      feed: feed, feedName: name, rowLimit: options.maxRowBytes, declared: options.declared)
  }

  /// Rows read so far, kept ones, nested ones and rejects; and the rejects among them.
  package var counts: RowCounts { RowCounts(read: sink.read, rejected: sink.rejectedCount) }
  package var classes: [RecordClass] { sink.classes }
  package var unknownColumns: [String: Int] {
    rows?.unknownColumns(rows: sink.read) ?? [:]
  }
  /// What the user should be told about the feed as a whole; empty for nothing.
  package var notices: [String] {
    [rows?.notice(of: sink.feedName), sink.passed.words(areAll: isOver)].compactMap(\.self)
  }
  /// Rows so far that are no records.
  package var passed: PassedRows { sink.passed }
  /// Offset of the next byte that `fill` will take.
  package var nextOffset: Int64 { blockOffset + Int64(end) }
  /// Offset of the first byte that is not decoded yet.
  var decodedOffset: Int64 { blockOffset + Int64(start) }
  /// The bytes that are there and not yet decoded, until more are taken.
  var held: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: block.base + start, count: end - start)
  }
  /// Whether bytes of an unfinished row are held back.
  package var holdsBytes: Bool { end > start || skipped != nil }

  /// Whether a line with its line end is held back, since it may go on within quotes.
  package var holdsLine: Bool {
    end > start && scanLine(UnsafeRawPointer(block.base), from: start, to: end).end < end
  }

  /// Takes up to `count` bytes: `body` writes them and gives how many there were; a negative number
  /// is handed back.
  package func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    makeRoom(count)
    let taken = body(UnsafeMutableRawBufferPointer(start: block.base + end, count: count))
    if taken > 0 { end += taken }
    return taken
  }

  /// Notes that the text was in another encoding.
  func noteEncoding(_ encoding: TextEncoding) {
    encodingName = encoding.name
    sink.dialect = sink.dialect?.with(encoding: encoding.name)
    // They know the dialect of before.
    parts = []
  }

  /// Forgets the bytes that are not yet decoded: they come again, in another form.
  func forgetHeld() { end = start }

  /// Moves what is not yet decoded to the block's start, into another block where batches point into
  /// this one or `count` more bytes do not fit.
  private func makeRoom(_ count: Int) {
    let source = block.base + start
    let held = end - start
    if isShared || held + count > block.capacity {
      let next = BatchMemory(atLeast: held + count + max(spareRoom, held / 2))
      next.base.copyMemory(from: source, byteCount: held)
      block = next
      isShared = false
    } else if start > 0 {
      memmove(block.base, source, held)
    }
    blockOffset += Int64(start)
    (start, end) = (0, held)
  }

  /// Takes bytes that are in memory.
  package func fill(_ bytes: UnsafeRawBufferPointer) {
    _ = fill(bytes.count) { room in
      room.copyMemory(from: bytes)
      return bytes.count
    }
  }

  /// Decodes all whole rows; with `isLast` also a last one without a line end.
  ///
  /// `givesUpQuotes`: a quote that is open at the end is never closed, so its line is rejected and
  /// the lines after it are read.
  package func decode(isLast: Bool = false, givesUpQuotes: Bool = false) -> [DecodedRows] {
    isOver = isLast
    guard var decoder = rows ?? open(isLast: isLast || givesUpQuotes) else {
      if isLast { start = end }
      return []
    }
    rows = nil
    if isShared { makeRoom(0) }
    textEnd = end
    // Texts of parts stand between once and twice the bytes, so those of the rest behind them.
    let isCut = !isLast && !givesUpQuotes && end - start >= 2 * partBytes
    sink.spare.begin(at: isCut ? 2 * end : end)
    if isCut { decodeParts(&decoder) }
    decoder.beginBlock(givesUpQuotes: givesUpQuotes)
    decodeRows(&decoder, isLast: isLast)
    rows = decoder
    return withBytes(sink.take())
  }

  /// Rejects the beginning of a row whose other bytes will not come; a long row that is being skipped
  /// is left to `decode`.
  package func rejectRest() {
    guard end > start, skipped == nil, let rows else { return }
    let row = RawRow(
      base: UnsafeRawPointer(block.base), start: start, end: end,
      offset: blockOffset + Int64(start), line: line)
    sink.reject(
      row,
      RowFault(
        rule: rows.brokenRule, recordClass: sink.classes.first,
        expected: "a whole row",
        found: "a part, where the feed breaks off: \(shownText(row.base, start, end))"))
    start = end
  }

  /// Gives the batches among the parts the bytes that their text cells point into.
  private func withBytes(_ parts: [DecodedRows]) -> [DecodedRows] {
    var shared: BatchRun<UInt8>?
    return parts.map { part in
      guard case .batch(var batch) = part else { return part }
      let bytes = shared ?? shareBlock()
      shared = bytes
      batch.bytes = bytes
      return .batch(batch)
    }
  }

  /// The bytes of the block as batches keep them, the spare texts behind; few are copied, so that a
  /// small arrival does not keep a block.
  private func shareBlock() -> BatchRun<UInt8> {
    place(sink.spare)
    let count = textEnd
    let bytes = block.base.assumingMemoryBound(to: UInt8.self)
    if count < block.capacity / 4 {
      return BatchRun(UnsafeBufferPointer(start: bytes, count: count))
    }
    isShared = true
    return BatchRun(block, bytes, count: count)
  }

  /// Puts text behind the block's bytes, where the cells that point to it expect it.
  func place(_ text: SpareText) {
    guard text.count > 0 else { return }
    let needed = text.origin + text.count
    if needed > block.capacity {
      let larger = BatchMemory(atLeast: needed)
      larger.base.copyMemory(from: block.base, byteCount: textEnd)
      block = larger
    }
    text.write(to: block.base)
    textEnd = max(textEnd, needed)
    spareRoom = max(spareRoom, needed - end)
  }

  private func decodeRows(_ decoder: inout some RowDecoder, isLast: Bool) {
    var cursor = RowCursor(
      base: UnsafeRawPointer(block.base), at: start, end: end, blockOffset: blockOffset,
      line: line, skipsLineFeed: skipsLineFeed, isLast: isLast, skipped: skipped)
    decoder.decode(&cursor, into: &sink)
    start = isLast ? end : cursor.at
    (line, skipsLineFeed, skipped) = (cursor.line, cursor.skipsLineFeed, cursor.skipped)
  }

  /// How to read a row by itself.
  private func rowDialect(_ format: FeedFormat, delimiter: UInt8? = nil) -> RowDialect {
    let dialect = RowDialect(
      format: format.name, delimiter: delimiter, encoding: encodingName,
      declared: options.declared, named: options.named, offsetSeconds: options.offsetSeconds)
    guard let delimiter, let names = options.dialect.header else { return dialect }
    let header = names.joined(separator: String(UnicodeScalar(delimiter)))
    return dialect.withHeader(Array(header.utf8))
  }

  /// Steps over a byte order mark and chooses the machine; `nil` while the first bytes do not tell.
  private func open(isLast: Bool) -> (any RowDecoder)? {
    let bytes = UnsafeRawBufferPointer(start: block.base + start, count: end - start)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard isLast || bytes.count >= mark.count || !mark.starts(with: bytes) else { return nil }
    let markCount = bytes.starts(with: mark) ? mark.count : 0
    let text = UnsafeRawBufferPointer(
      rebasing: bytes.dropFirst(markCount).prefix(options.maxRowBytes + 1))
    let isWhole = isLast || text.count > options.maxRowBytes
    guard let format = options.format ?? FeedFormat(opening: text, isWhole: isWhole) else {
      return nil
    }
    sink.dialect = rowDialect(format)
    guard let usual = format.delimiter else {
      start += markCount
      if format == .xml { return XMLDecoder(options: options) }
      if let foreign { return ForeignJSONDecoder(foreign, rowLimit: options.maxRowBytes) }
      return JSONDecoder(options: options)
    }
    let opening = FeedOpening(
      UnsafeRawBufferPointer(rebasing: bytes.dropFirst(markCount)), options, preferring: usual,
      limit: options.maxRowBytes, isLast: isLast)
    guard let opening else { return nil }
    start += markCount + opening.skippedBytes
    line &+= UInt32(opening.skippedLines)
    sink.passed.opening += opening.skippedLines
    sink.dialect = rowDialect(format, delimiter: opening.delimiter)
    return DelimitedDecoder(
      delimiter: opening.delimiter, options: options, foreign: foreign)
  }
}

/// How many rows were read, and how many of them were rejected.
package struct RowCounts: Hashable, Sendable {
  package var read = 0
  package var rejected = 0

  package init(read: Int = 0, rejected: Int = 0) {
    self.read = read
    self.rejected = rejected
  }

  static func - (left: RowCounts, right: RowCounts) -> RowCounts {
    RowCounts(read: left.read - right.read, rejected: left.rejected - right.rejected)
  }
}
