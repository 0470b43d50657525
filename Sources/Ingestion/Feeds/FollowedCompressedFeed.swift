import Commerce
import Glibc

/// A feed that is a compressed file, or whatever file has its name while it is followed.
///
/// Members that are appended are read. When the name passes to another file, the old one is finished
/// first; one that is cut short or written anew is read again from its start. One that is damaged
/// waits for a file that is not.
final class FollowedCompressedFeed: NamedFeed {
  let seat: FeedSeat
  let path: String
  var ledger: FeedLedger
  var isDirty = true
  private let watch: FileWatch?
  private var current: CompressedGeneration?
  private var draining: [CompressedGeneration] = []
  private var nextBase: Int64 = 0
  private var hasOpened = false
  private var unknownBefore: [String: Int] = [:]

  init(_ seat: FeedSeat, path: String, watch: FileWatch?) {
    self.seat = seat
    self.path = path
    self.watch = watch
    ledger = FeedLedger(seat)
    ledger.setTotal(FileFacts(path: path)?.size)
  }

  private var generations: [CompressedGeneration] { draining + [current].compactMap(\.self) }

  var named: (any NamedFeed)? { self }
  var awaited: [Int32] { generations.compactMap(\.descriptor) }
  var watches: [Int32] { generations.compactMap(\.watch) }
  var isReadFirst: Bool { true }
  private(set) var isWorking = true

  var wakeTime: Int64? {
    let drained = draining.filter { !$0.isFinished }.map {
      $0.lastGrowth + FileFeed.drainMilliseconds
    }
    return (drained + [current?.stream.quoteDeadline].compactMap(\.self)).min()
  }

  func holds(_ identity: FileIdentity) -> Bool {
    generations.contains { $0.identity == identity }
  }

  func step(_ count: Int) -> FeedStep {
    isWorking = false
    for generation in draining where !generation.isFinished {
      if let step = drain(generation, count) { return step }
    }
    guard let generation = current ?? open() else { return .idle }
    switch generation.take(count) {
    case .bytes(let text, let packed): return decoded(generation, text, packed)
    case .working:
      isWorking = true
      return .idle
    case .resting: return rest(generation)
    case .overwritten: return restart(generation)
    case .failed(let reason):
      let rows = generation.stream.giveUp(&ledger)
      updateTotal()
      ledger.enter(.failed(reason: reason), mayRecover: true)
      return .read(bytes: 0, rows: rows)
    }
  }

  /// Opens the file that has the name now; `nil` where there is none.
  private func open() -> CompressedGeneration? {
    guard let file = Descriptor(reading: path), let facts = file.facts else {
      ledger.enter(.waiting(reason: systemReason(errno)))
      return nil
    }
    if let index = draining.firstIndex(where: { $0.identity == facts.identity }) {
      current = draining.remove(at: index)
      current?.isFinished = false
      return current
    }
    if hasOpened { ledger.noteRotation() }
    hasOpened = true
    begin(CompressedGeneration(file, facts.identity, seat: seat, base: nextBase))
    return current
  }

  private func begin(_ generation: CompressedGeneration) {
    seat.rawRows.begin(
      feed: seat.index, base: generation.base, compressed: CompressedRows(generation.file))
    generation.watch = watch?.watch(generation.file, path: path)
    current = generation
    updateTotal()
  }

  private func decoded(
    _ generation: CompressedGeneration, _ text: Int, _ packed: Int
  ) -> FeedStep {
    ledger.add(bytes: packed)
    if case .failed = ledger.status.state { ledger.enter(.following) }
    seat.rawRows.extend(feed: seat.index, base: generation.base, to: generation.stream.end)
    let rows = generation.stream.decode(&ledger)
    updateUnknown()
    updateTotal()
    return .read(bytes: text, rows: rows)
  }

  /// All that is there was read: looks whether the file still has its name.
  private func rest(_ generation: CompressedGeneration) -> FeedStep {
    if generation.stream.mustGiveUpQuote {
      return .read(bytes: 0, rows: generation.stream.decode(givesUpQuotes: true, &ledger))
    }
    updateTotal()
    guard FileFacts(path: path)?.identity == generation.identity else { return letGo(generation) }
    if !generation.isBroken { ledger.enter(.following) }
    return .idle
  }

  /// Begins again with a file that was cut short or written anew.
  private func restart(_ generation: CompressedGeneration) -> FeedStep {
    let rows = generation.isBroken ? [] : generation.stream.giveUp(&ledger)
    keepUnknown(generation)
    seat.rawRows.drop(feed: seat.index, base: generation.base)
    nextBase = generation.stream.end
    begin(CompressedGeneration(generation.file, generation.identity, seat: seat, base: nextBase))
    ledger.enter(.following)
    ledger.noteTruncation()
    ledger.notice("truncated: read again from the start")
    return .read(bytes: 0, rows: rows)
  }

  /// The name belongs to another file, or to none.
  private func letGo(_ generation: CompressedGeneration) -> FeedStep {
    generation.isFinished = generation.isBroken
    draining.append(generation)
    nextBase = generation.stream.end + FileFeed.drainRoom
    current = nil
    var rows: [DecodedRows] = []
    if draining.count > FileFeed.mostDraining {
      let oldest = draining.removeFirst()
      keepUnknown(oldest)
      if let number = oldest.watch { watch?.forget(number) }
      if !oldest.isFinished { rows = finish(oldest) }
    }
    return open() == nil && rows.isEmpty ? .idle : .read(bytes: 0, rows: rows)
  }

  /// Reads what a file without its name still gives; `nil` where it is at its end.
  private func drain(_ generation: CompressedGeneration, _ count: Int) -> FeedStep? {
    switch generation.take(count) {
    case .bytes(let text, let packed): return decoded(generation, text, packed)
    case .working:
      isWorking = true
      return .idle
    case .resting:
      let silence = monotonicMilliseconds() - generation.lastGrowth
      guard silence >= FileFeed.drainMilliseconds else { return nil }
      return .read(bytes: 0, rows: finish(generation))
    case .overwritten: return .read(bytes: 0, rows: finish(generation))
    case .failed(let reason):
      ledger.notice(reason)
      return .read(bytes: 0, rows: finish(generation))
    }
  }

  private func finish(_ generation: CompressedGeneration) -> [DecodedRows] {
    generation.isFinished = true
    guard generation.isWithinMember else {
      return generation.stream.decode(isLast: true, &ledger)
    }
    if !generation.isBroken { ledger.notice(generation.cutShort) }
    return generation.stream.giveUp(&ledger)
  }

  private func keepUnknown(_ generation: CompressedGeneration) {
    unknownBefore.add(generation)
  }

  private func updateUnknown() {
    ledger.setUnknown(unknownBefore.adding(generations))
  }

  private func updateTotal() {
    ledger.setTotal(ledger.status.bytesRead + generations.reduce(0) { $0 + $1.backlog })
  }
}
