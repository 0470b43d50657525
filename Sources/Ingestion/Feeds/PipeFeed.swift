import Commerce
import Glibc

/// A feed whose bytes come once: standard input or a FIFO.
///
/// They are kept in a spool for provenance.
final class PipeFeed: ByteFeed {
  let seat: FeedSeat
  var ledger: FeedLedger
  private var file: Descriptor
  /// The path of a FIFO that is opened again for the next writer; `nil` where the first end is the
  /// feed's.
  private let reopenedPath: String?
  private let stream: DecodedStream
  private var spool: Spool?

  init(_ seat: FeedSeat, _ file: Descriptor, reopening path: String?) {
    self.seat = seat
    self.file = file
    reopenedPath = path
    ledger = FeedLedger(seat)
    stream = DecodedStream(seat, base: 0)
    spool = Spool()
    if let spool { seat.rawRows.begin(feed: seat.index, base: 0, spool: spool) }
  }

  var awaited: Int32? { file.number }
  var wakeTime: Int64? { nil }

  func step(_ count: Int) -> FeedStep {
    let offset = stream.end
    var isKept = false
    let taken = stream.fill(count) { room in
      let taken = file.read(into: room)
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
    let rows = stream.decode(&ledger)
    ledger.setUnknown(stream.unknownColumns)
    return .read(bytes: taken, rows: rows)
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
