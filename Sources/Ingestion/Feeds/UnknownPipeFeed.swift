import Commerce
import Glibc

/// Standard input or a FIFO: its first bytes tell whether they are compressed.
final class UnknownPipeFeed: ByteFeed {
  let seat: FeedSeat
  private let file: Descriptor
  private let reopenedPath: String?
  private var opening: [UInt8] = []
  private var ledgerBefore: FeedLedger
  /// The feed that it turned out to be; `nil` while the first bytes are missing.
  private var feed: (any ByteFeed)?

  init(_ seat: FeedSeat, _ file: Descriptor, reopening path: String?) {
    self.seat = seat
    self.file = file
    reopenedPath = path
    ledgerBefore = FeedLedger(seat)
    file.widenPipe()
  }

  var ledger: FeedLedger {
    get { feed?.ledger ?? ledgerBefore }
    set { if feed == nil { ledgerBefore = newValue } else { feed?.ledger = newValue } }
  }
  var awaited: [Int32] { feed?.awaited ?? [file.number] }
  var wakeTime: Int64? { feed?.wakeTime }
  var holdsBack: Bool { feed?.holdsBack ?? false }
  var isWorking: Bool { feed?.isWorking ?? false }
  var takesManyBlocks: Bool { feed?.takesManyBlocks ?? false }

  func step(_ count: Int) -> FeedStep {
    guard let feed = feed ?? recognize() else { return .idle }
    return feed.step(count)
  }

  /// Reads the first bytes, as few as tell.
  private func recognize() -> (any ByteFeed)? {
    while opening.isEmpty || Compression.isUndecided(opening) {
      guard file.isReadable else { return nil }
      var byte: UInt8 = 0
      let taken = withUnsafeMutableBytes(of: &byte) { file.read(into: $0) }
      if taken == -Int(EAGAIN) { return nil }
      guard taken > 0 else { break }
      opening.append(byte)
    }
    let recognized: any ByteFeed =
      Compression(opening: opening) == nil
      ? PipeFeed(seat, file, opening: opening, reopening: reopenedPath)
      : CompressedFeed(
        seat, pipe: PipeSource(opening: opening, file: file, reopening: reopenedPath))
    recognized.ledger = ledgerBefore
    feed = recognized
    return recognized
  }
}
