import Commerce

/// A feed whose bytes are made in this process: the sample's replay, and tests.
final class ProducerFeed: ByteFeed {
  let seat: FeedSeat
  var ledger: FeedLedger
  private let produce: @Sendable () -> Produced
  private let stream: DecodedStream
  private var spool: Spool?
  private(set) var wakeTime: Int64? = 0

  init(_ seat: FeedSeat, _ produce: @escaping @Sendable () -> Produced) {
    self.seat = seat
    self.produce = produce
    ledger = FeedLedger(seat)
    stream = DecodedStream(seat, base: 0)
    spool = Spool(of: seat)
    if let spool { seat.rawRows.begin(feed: seat.index, base: 0, spool: spool) }
  }

  var awaited: [Int32] { [] }

  func step(_ count: Int) -> FeedStep {
    if let wakeTime, wakeTime > monotonicMilliseconds() { return .idle }
    switch produce() {
    case .bytes(let bytes): return take(bytes)
    case .wait(let milliseconds):
      wakeTime = monotonicMilliseconds() + Int64(max(1, milliseconds))
      ledger.enter(.following)
      return .idle
    case .ended:
      let rows = stream.decode(isLast: true, &ledger)
      wakeTime = nil
      ledger.enter(.ended)
      return .ended(rows: rows)
    }
  }

  private func take(_ bytes: [UInt8]) -> FeedStep {
    wakeTime = 0
    let offset = stream.end
    bytes.withUnsafeBytes { source in
      _ = stream.fill(source.count) { room in
        room.copyMemory(from: source)
        return source.count
      }
      if let spool, !spool.keep(source, at: offset) { self.spool = nil }
    }
    if spool != nil { seat.rawRows.extend(feed: seat.index, base: 0, to: stream.end) }
    ledger.add(bytes: bytes.count)
    let rows = stream.decode(&ledger)
    ledger.setUnknown(stream.unknownColumns)
    return .read(bytes: bytes.count, rows: rows)
  }
}
