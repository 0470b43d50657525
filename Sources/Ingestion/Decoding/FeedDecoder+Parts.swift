import Commerce
import Glibc
import Workers

// Decoding a block in parts, side by side. What comes of it is what decoding row after row gives:
// parts after a wrong guess are dropped, and their bytes decoded again.
extension FeedDecoder {
  /// Decodes parts of the block side by side, as far as guesses are right; the rest is left.
  func decodeParts(_ decoder: inout some RowDecoder) {
    while skipped == nil, !skipsLineFeed {
      let cuts = cuts()
      guard cuts.count > 2, prepareParts(cuts.count - 1, decoder) else { return }
      let (parts, base, offset, end) = (parts, UnsafeRawPointer(block.base), blockOffset, end)
      workers.forEach(cuts.count - 1) { index in
        let bytes = cuts[index]..<cuts[index + 1]
        parts[index].decode(base, bytes, offset: offset, textOrigin: end + bytes.lowerBound)
      }
      let before = start
      takeParts(cuts.count - 1, &decoder)
      guard start > before else { return }
    }
  }

  /// Where the parts begin, and where the last one ends; each begins after a line feed, outside quotes
  /// where that is how the last wrong guess would have been right.
  private func cuts() -> [Int] {
    let wanted = min((end - start) / partBytes, 2 * workers.width)
    guard wanted > 1, workers.width > 1 else { return [] }
    var cuts = [start]
    var quotes = QuoteScan(block.base, from: start)
    for index in 1..<wanted {
      let target = max(start + (end - start) / wanted * index, cuts[cuts.count - 1])
      let next =
        countsQuotes
        ? quotes.lineStart(after: target, before: end) : lineStart(after: target)
      guard let next else { break }
      cuts.append(next)
    }
    if cuts[cuts.count - 1] < end { cuts.append(end) }
    return cuts
  }

  /// The place after the next line feed from `target` on.
  private func lineStart(after target: Int) -> Int? {
    memchr(block.base + target, Int32(lineFeed), end - target).map {
      UnsafeRawPointer($0) - UnsafeRawPointer(block.base) + 1
    }
  }

  /// Makes sure that there are so many parts; `false` where nobody can begin in the feed's middle.
  private func prepareParts(_ count: Int, _ decoder: some RowDecoder) -> Bool {
    while parts.count < count {
      guard let another = decoder.forked() else { return false }
      parts.append(BlockPart(another, sink.forked()))
    }
    return true
  }

  /// Takes over what the parts gave, in their order, up to one that did not end with a row.
  private func takeParts(_ count: Int, _ decoder: inout some RowDecoder) {
    for (index, part) in parts[..<count].enumerated() {
      guard let cursor = part.cursor, part.keepsToRoom, decoder.absorb(part.decoder) else {
        return
      }
      sink.absorb(part.sink, linesBefore: line &- 1)
      place(part.sink.spare)
      start = cursor.at
      skipsLineFeed = cursor.skipsLineFeed
      skipped = cursor.skipped
      skipped?.line &+= line &- 1
      line &+= cursor.line &- 1
      guard part.endsWithRow else {
        if index < count - 1 { countsQuotes.toggle() }
        return
      }
    }
  }
}
