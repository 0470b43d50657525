import Commerce

/// A part of a block that is decoded beside the other parts, on the guess that it begins with a row.
///
/// The guess is right if every part before it ended exactly where it was cut: decoding does not
/// depend on where bytes are cut. Its lines are counted from 1, and moved once they are known.
///
/// A class, because each is worked at by a thread of its own; its memory serves block after block.
final class BlockPart {
  var decoder: any RowDecoder
  private(set) var sink: RowSink
  private(set) var cursor: RowCursor?
  private var byteCount = 0

  init(_ decoder: any RowDecoder, _ sink: RowSink) {
    self.decoder = decoder
    self.sink = sink
  }

  /// Decodes the rows of `bytes`, a range of the block at `base`.
  ///
  /// `offset`: the block's place in the feed; `textOrigin`: the place in the block for text that
  /// stands nowhere in it.
  func decode(
    _ base: UnsafeRawPointer, _ bytes: Range<Int>, offset: Int64, textOrigin: Int
  ) {
    byteCount = bytes.count
    sink.beginPart(textOrigin: textOrigin)
    decoder.beginCount()
    decoder.beginBlock(givesUpQuotes: false)
    var cursor = RowCursor(
      base: base, at: bytes.lowerBound, end: bytes.upperBound, blockOffset: offset, line: 1,
      skipsLineFeed: false, isLast: false, skipped: nil)
    decoder.decode(&cursor, into: &sink)
    sink.flush()
    self.cursor = cursor
  }

  /// Whether the next row begins where the part was cut.
  var endsWithRow: Bool {
    cursor.map { $0.at == $0.end && $0.skipped == nil && !$0.skipsLineFeed } ?? false
  }

  /// Whether the text that stands nowhere in the block keeps to its room, which is as much as the
  /// part has bytes.
  var keepsToRoom: Bool { sink.spare.count <= byteCount }
}
