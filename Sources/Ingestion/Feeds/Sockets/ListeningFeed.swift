import Commerce
import Glibc

/// A feed that listens on a socket: the rows of all who connect to it.
///
/// Each sender has a decoder of its own, so that none disturbs another. No more is read than is
/// decoded: what comes faster waits in the system, and its sender with it.
final class ListeningFeed: ByteFeed {
  /// So many send at once; the next ones wait.
  static let mostSenders = 256
  /// Without following, the feed ends when no sender is left for so long.
  private static let farewellMilliseconds: Int64 = 1000
  /// How soon accepting is tried again where the system has no more descriptors.
  private static let retryMilliseconds: Int64 = 250

  let seat: FeedSeat
  var ledger: FeedLedger
  private let listener: Listener
  private var spool: SenderSpool?
  private var senders: [SenderConnection] = []
  /// Where among the senders the next round begins, so that all have their turn.
  private var turn = 0
  private var made = 0
  private var lastLeft: Int64 = 0
  private var nextAccepting: Int64 = 0
  private var unknownBefore: [String: Int] = [:]

  init(_ seat: FeedSeat, _ listener: Listener) {
    self.seat = seat
    self.listener = listener
    ledger = FeedLedger(seat)
    ledger.notice("listening on \(listener.address.text)")
    ledger.setConnections(0, made: 0)
    if seat.options.follow { ledger.enter(.waiting(reason: "no sender has come yet")) }
    spool = SenderSpool(of: seat)
    if let spool { seat.rawRows.begin(feed: seat.index, senders: spool) }
  }

  var awaited: [Int32] {
    senders.map(\.file.number) + (isAccepting ? [listener.descriptor.number] : [])
  }

  private var isAccepting: Bool {
    senders.count < ListeningFeed.mostSenders && nextAccepting <= monotonicMilliseconds()
  }

  var wakeTime: Int64? {
    if senders.contains(where: \.hasMore) { return 0 }
    var times = [nextAccepting > monotonicMilliseconds() ? nextAccepting : nil]
    if seat.options.follow {
      times += senders.map(\.stream.quoteDeadline)
    } else if senders.isEmpty, made > 0 {
      times.append(lastLeft + ListeningFeed.farewellMilliseconds)
    }
    return times.compactMap(\.self).min()
  }

  func step(_ count: Int) -> FeedStep {
    accept()
    var rows: [DecodedRows] = []
    var bytes = 0
    let ready = readySenders()
    for sender in ready where bytes < count {
      bytes += take(from: sender, count, &rows)
    }
    if seat.options.follow { giveUpQuotes(&rows) }
    if bytes > 0 || !rows.isEmpty { return .read(bytes: bytes, rows: rows) }
    guard isOver else { return .idle }
    ledger.enter(.ended)
    return .ended(rows: [])
  }

  /// Whether nobody will come any more, where the feed is not followed.
  private var isOver: Bool {
    !seat.options.follow && made > 0 && senders.isEmpty
      && monotonicMilliseconds() - lastLeft >= ListeningFeed.farewellMilliseconds
  }

  private func accept() {
    let before = made
    while isAccepting {
      guard let file = listener.accept() else {
        if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
          nextAccepting = monotonicMilliseconds() + ListeningFeed.retryMilliseconds
          ledger.notice("senders wait: \(systemReason(errno))")
        }
        break
      }
      made += 1
      senders.append(SenderConnection(file, number: made, seat: seat))
      if senders.count == ListeningFeed.mostSenders {
        ledger.notice("\(ListeningFeed.mostSenders) senders are connected: the next ones wait")
      }
    }
    guard made > before else { return }
    if seat.options.follow { ledger.enter(.following) }
    ledger.setConnections(senders.count, made: made)
  }

  /// The senders that have sent something or have closed, those first whose turn it is.
  private func readySenders() -> [SenderConnection] {
    guard !senders.isEmpty else { return [] }
    var requests = senders.map {
      pollfd(fd: $0.file.number, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&requests, nfds_t(requests.count), 0)
    turn = (turn + 1) % senders.count
    let order = Array(turn..<senders.count) + Array(0..<turn)
    return order.filter { requests[$0].revents != 0 || senders[$0].hasMore }.map { senders[$0] }
  }

  /// Reads and decodes what a sender has sent; the bytes of it.
  private func take(
    from sender: SenderConnection, _ count: Int, _ rows: inout [DecodedRows]
  ) -> Int {
    var isKept = true
    switch sender.read(count, spool: spool, isKept: &isKept) {
    case .nothing: return 0
    case .bytes(let taken):
      if !isKept { spool = nil }
      ledger.add(bytes: taken)
      rows += sender.stream.decode(&ledger)
      updateUnknown(sender)
      updateTotal()
      return max(taken, 1)
    case .ended: rows += leave(sender)
    case .failed(let reason):
      ledger.notice("sender \(sender.number): \(reason)")
      rows += leave(sender)
    }
    return 0
  }

  /// A sender is gone: what it left of a row will not become one.
  private func leave(_ sender: SenderConnection) -> [DecodedRows] {
    let rows = sender.stream.giveUp(&ledger)
    unknownBefore.merge(sender.stream.unknownColumns) { $0 + $1 }
    senders.removeAll { $0 === sender }
    lastLeft = monotonicMilliseconds()
    ledger.setConnections(senders.count, made: made)
    updateTotal()
    return rows
  }

  private func giveUpQuotes(_ rows: inout [DecodedRows]) {
    for sender in senders where sender.stream.mustGiveUpQuote {
      rows += sender.stream.decode(givesUpQuotes: true, &ledger)
    }
  }

  private func updateUnknown(_ sender: SenderConnection) {
    let columns = sender.stream.unknownColumns
    guard columns != sender.unknownColumns else { return }
    sender.unknownColumns = columns
    ledger.setUnknown(
      senders.reduce(into: unknownBefore) { $0.merge($1.unknownColumns) { $0 + $1 } })
  }

  /// What waits in the system is the feed's lag.
  private func updateTotal() {
    guard seat.options.follow else { return }
    ledger.setTotal(ledger.status.bytesRead + senders.reduce(0) { $0 + $1.queued })
  }
}
