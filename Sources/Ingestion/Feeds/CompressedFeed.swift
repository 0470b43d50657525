import Commerce
import Glibc

/// A feed whose bytes are compressed: a pipe, or a file that is not followed.
///
/// Its offsets and lines are those of the text; its share read is that of the compressed bytes.
final class CompressedFeed: ByteFeed {
  let seat: FeedSeat
  var ledger: FeedLedger
  private let stream: DecodedStream
  /// The file; `nil` for a pipe.
  private let path: String?
  private var decompression: Decompression?
  /// Keeps the text of a pipe; `nil` for a file, which can be read twice.
  private var spool: Spool?
  private var consumed: Int64 = 0
  private(set) var isWorking = true

  private init(_ seat: FeedSeat, file path: String?) {
    self.seat = seat
    self.path = path
    ledger = FeedLedger(seat)
    stream = DecodedStream(seat, base: 0)
  }

  convenience init(_ seat: FeedSeat, path: String) {
    self.init(seat, file: path)
    ledger.setTotal(FileFacts(path: path)?.size)
  }

  convenience init(_ seat: FeedSeat, pipe: PipeSource) {
    self.init(seat, file: nil)
    spool = Spool(of: seat)
    if let spool { seat.rawRows.begin(feed: seat.index, base: 0, spool: spool) }
    start(Decompression(pipe, follows: false))
  }

  deinit { decompression?.cancel() }

  var awaited: [Int32] { decompression.map { [$0.descriptor] } ?? [] }
  private var isFile: Bool { path != nil }
  var isReadFirst: Bool { isFile }

  var wakeTime: Int64? {
    guard decompression != nil else { return 0 }
    return seat.options.follow ? stream.quoteDeadline : nil
  }

  func step(_ count: Int) -> FeedStep {
    guard let decompression = decompression ?? open() else {
      return ledger.isOver ? .ended(rows: []) : .idle
    }
    var taking = Decompression.Taking.nothing(isWorking: true)
    let offset = stream.end
    let taken = stream.fill(count) { room in
      taking = decompression.take(into: room)
      guard case .bytes(let taken, _) = taking else { return 0 }
      let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<taken])
      if let spool, !spool.keep(bytes, at: offset) { self.spool = nil }
      return taken
    }
    switch taking {
    case .bytes(_, let consumed): return decoded(taken, consumed)
    case .nothing(let isWorking): return pause(isWorking: isWorking)
    case .ended:
      let rows = stream.decode(isLast: true, &ledger)
      ledger.setTotal(path == nil ? nil : ledger.status.bytesRead)
      return end(.ended, rows)
    case .failed(let reason): return end(.failed(reason: reason), stream.giveUp(&ledger))
    }
  }

  private func open() -> Decompression? {
    guard let path else { return nil }
    guard let file = Descriptor(reading: path) else {
      let reason = systemReason(errno)
      ledger.enter(.failed(reason: reason))
      isWorking = false
      return nil
    }
    let facts = file.facts
    ledger.setTotal(facts?.size)
    if let facts {
      seat.rawRows.begin(
        feed: seat.index, base: 0, compressed: CompressedRows(path: path, facts.identity))
    }
    start(Decompression(FileSource(file: file), follows: false))
    return decompression
  }

  private func start(_ decompression: Decompression) {
    self.decompression = decompression
    isWorking = true
    decompression.start()
  }

  private func decoded(_ taken: Int, _ consumed: Int64) -> FeedStep {
    ledger.add(bytes: Int(consumed - self.consumed))
    self.consumed = consumed
    if isFile || spool != nil {
      seat.rawRows.extend(feed: seat.index, base: 0, to: stream.end)
    }
    let rows = stream.decode(&ledger)
    ledger.setUnknown(stream.unknownColumns)
    return .read(bytes: taken, rows: rows)
  }

  private func pause(isWorking: Bool) -> FeedStep {
    self.isWorking = isWorking
    guard !isWorking else { return .idle }
    if seat.options.follow {
      ledger.enter(.following)
      if stream.mustGiveUpQuote {
        return .read(bytes: 0, rows: stream.decode(givesUpQuotes: true, &ledger))
      }
    }
    return .idle
  }

  private func end(_ state: FeedStatus.State, _ rows: [DecodedRows]) -> FeedStep {
    isWorking = false
    ledger.setUnknown(stream.unknownColumns)
    ledger.enter(state)
    return .ended(rows: rows)
  }
}
