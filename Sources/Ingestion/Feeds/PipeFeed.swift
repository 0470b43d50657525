import Commerce
import Glibc

/// A feed whose bytes come once: standard input or a FIFO.
///
/// They are kept in a spool for provenance.
final class PipeFeed: ByteFeed {
  /// How long a block is gathered from a writer that goes on writing: time enough for a fast one to
  /// fill it, and a slow one's rows are still news.
  private static let gatherMilliseconds: Int64 = 5

  let seat: FeedSeat
  var ledger: FeedLedger
  private var file: Descriptor
  /// The path of a FIFO that is opened again for the next writer; `nil` where the first end is the
  /// feed's.
  private let reopenedPath: String?
  private let stream: DecodedStream
  private var spool: Spool?
  /// Bytes that were read before the feed was made, and not yet taken.
  private var opening: [UInt8]

  init(_ seat: FeedSeat, _ file: Descriptor, opening: [UInt8], reopening path: String?) {
    self.seat = seat
    self.file = file
    self.opening = opening
    reopenedPath = path
    ledger = FeedLedger(seat)
    stream = DecodedStream(seat, base: 0)
    spool = Spool(of: seat)
    if let spool { seat.rawRows.begin(feed: seat.index, base: 0, spool: spool) }
  }

  var awaited: [Int32] { [file.number] }
  var takesManyBlocks: Bool { true }
  /// Only a followed feed must not wait for the end of an open quote: a feed that ends gives the
  /// same rows however slowly it comes.
  var wakeTime: Int64? { seat.options.follow ? stream.quoteDeadline : nil }

  func step(_ count: Int) -> FeedStep {
    if opening.isEmpty, !file.isReadable {
      guard seat.options.follow, stream.mustGiveUpQuote else { return .idle }
      return .read(bytes: 0, rows: stream.decode(givesUpQuotes: true, &ledger))
    }
    let offset = stream.end
    var isKept = false
    let taken = stream.fill(count) { room in
      let taken = gather(into: room)
      if taken > 0 {
        let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<taken])
        isKept = spool?.keep(bytes, at: offset) ?? false
      }
      return taken
    }
    if taken == -Int(EAGAIN) { return .idle }
    guard taken > 0 else { return end(taken) }
    if !isKept { spool = nil }
    if spool != nil { seat.rawRows.extend(feed: seat.index, base: 0, to: stream.end) }
    ledger.add(bytes: taken)
    // Nobody knows how much a pipe will bring: what has come is what there is.
    if seat.options.follow { ledger.enter(.following) }
    let rows = stream.decode(&ledger)
    ledger.setUnknown(stream.unknownColumns)
    return .read(bytes: taken, rows: rows)
  }

  /// Reads what is there, until nothing more is, or the room is full; the count, 0 at the end, or a
  /// negative error number.
  private func gather(into room: UnsafeMutableRawBufferPointer) -> Int {
    var taken = takeOpening(room) ?? 0
    let deadline = monotonicMilliseconds() + PipeFeed.gatherMilliseconds
    while taken == 0 || taken < room.count && file.isReadable {
      let more = file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[taken...]))
      guard more > 0 else { return taken > 0 ? taken : more }
      taken += more
      if monotonicMilliseconds() >= deadline { break }
    }
    return taken
  }

  private func takeOpening(_ room: UnsafeMutableRawBufferPointer) -> Int? {
    guard !opening.isEmpty else { return nil }
    let part = opening.prefix(room.count)
    room.copyBytes(from: part)
    opening.removeFirst(part.count)
    return part.count
  }

  private func end(_ taken: Int) -> FeedStep {
    let rows = stream.decode(isLast: true, &ledger)
    if taken < 0 {
      ledger.enter(.failed(reason: systemReason(Int32(-taken))))
      return .ended(rows: rows)
    }
    guard let reopenedPath, let next = Descriptor(reading: reopenedPath) else {
      ledger.enter(.ended)
      return .ended(rows: rows)
    }
    file = next
    ledger.enter(.following)
    return .read(bytes: 0, rows: rows)
  }
}
