package import Commerce
import Glibc

/// Bytes of one feed in, batches and rejects out: holds what is not yet a whole row, and knows the
/// place of each row.
///
/// Does no I/O.
///
/// A class, because it owns the buffer that the feed's thread reads into.
package final class FeedDecoder {
  private let storage: ByteBuffer
  /// The bytes that are there and not yet decoded: `start..<end` of the storage.
  private var start = 0
  private var end = 0
  /// Offset in the feed of the storage's first byte.
  private var storageOffset: Int64
  private var line: UInt32 = 1
  private var skipsLineFeed = false
  private var skipped: SkippedRow?
  private var rows: (any RowDecoder)?
  private var sink: RowSink
  private let options: DecodingOptions

  /// `baseOffset`: the offset that the feed's first byte is given.
  package init(feed: Int, name: String, options: DecodingOptions, baseOffset: Int64 = 0) {
    self.options = options
    storage = ByteBuffer(capacity: options.maxRowBytes + (1 << 16))
    storageOffset = baseOffset
    sink = RowSink(
      feed: feed, feedName: name, rowLimit: options.maxRowBytes, declared: options.declared)
  }

  /// Rows read so far, kept ones, nested ones and rejects; and the rejects among them.
  package var counts: RowCounts { RowCounts(read: sink.read, rejected: sink.rejectedCount) }
  package var classes: [RecordClass] { sink.classes }
  package var unknownColumns: [String: Int] {
    rows?.unknownColumns(rows: sink.read) ?? [:]
  }
  /// What the user should be told about the feed as a whole; `nil` for nothing.
  package var notice: String? { rows?.notice }
  /// Offset of the next byte that `fill` will take.
  package var nextOffset: Int64 { storageOffset + Int64(end) }
  /// Whether bytes of an unfinished row are held back.
  package var holdsBytes: Bool { end > start || skipped != nil }

  /// Whether a line with its line end is held back, since it may go on within quotes.
  package var holdsLine: Bool {
    end > start && scanLine(UnsafeRawPointer(storage.base), from: start, to: end).end < end
  }

  /// Takes up to `count` bytes: `body` writes them and gives how many there were; a negative number
  /// is handed back.
  package func fill(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    if start > 0 {
      memmove(storage.base, storage.base + start, end - start)
      storageOffset += Int64(start)
      end -= start
      start = 0
    }
    storage.reserve(end + count, keeping: end)
    let taken = body(UnsafeMutableRawBufferPointer(start: storage.base + end, count: count))
    if taken > 0 { end += taken }
    return taken
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
    guard var decoder = rows ?? open(isLast: isLast) else {
      if isLast { start = end }
      return []
    }
    rows = nil
    decoder.setGivesUpQuotes(givesUpQuotes)
    decodeRows(&decoder, isLast: isLast)
    rows = decoder
    return sink.take()
  }

  private func decodeRows(_ decoder: inout some RowDecoder, isLast: Bool) {
    var cursor = RowCursor(
      base: UnsafeRawPointer(storage.base), at: start, end: end, storageOffset: storageOffset,
      line: line, skipsLineFeed: skipsLineFeed, isLast: isLast, skipped: skipped)
    decoder.decode(&cursor, into: &sink)
    start = isLast ? end : cursor.at
    (line, skipsLineFeed, skipped) = (cursor.line, cursor.skipsLineFeed, cursor.skipped)
  }

  /// Steps over a byte order mark and chooses the machine; `nil` while the first bytes do not tell.
  private func open(isLast: Bool) -> (any RowDecoder)? {
    let bytes = UnsafeRawBufferPointer(start: storage.base + start, count: end - start)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard isLast || bytes.count >= mark.count || !mark.starts(with: bytes) else { return nil }
    let markCount = bytes.starts(with: mark) ? mark.count : 0
    let text = UnsafeRawBufferPointer(
      rebasing: bytes.dropFirst(markCount).prefix(options.maxRowBytes + 1))
    let isWhole = isLast || text.count > options.maxRowBytes
    guard let format = options.format ?? FeedFormat(opening: text, isWhole: isWhole) else {
      return nil
    }
    start += markCount
    if let delimiter = format.delimiter {
      return DelimitedDecoder(
        delimiter: delimiter, rowLimit: options.maxRowBytes, options: options)
    }
    return JSONDecoder(options: options)
  }
}

/// How many rows were read, and how many of them were rejected.
package struct RowCounts: Equatable, Sendable {
  package var read = 0
  package var rejected = 0

  static func - (left: RowCounts, right: RowCounts) -> RowCounts {
    RowCounts(read: left.read - right.read, rejected: left.rejected - right.rejected)
  }
}
