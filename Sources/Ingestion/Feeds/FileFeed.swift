import Commerce
import Glibc

/// A feed that is a file, or whatever file has its name while it is followed.
///
/// When the name passes to another file, the old one is still read for a while, since its writer may
/// not have changed over yet; the new one is read from its start meanwhile.
final class FileFeed: NamedFeed {
  /// How long a file that lost its name must be silent before its last line is taken as whole.
  static let drainMilliseconds: Int64 = 3000
  /// Room for the growth of a file that lost its name, before the next one's offsets begin.
  static let drainRoom: Int64 = 1 << 32
  /// Files that lost the name and are still looked at.
  static let mostDraining = 4
  /// Bytes of a followed file are read at once, before the file can be cut short, but decoded only
  /// this long after the last time, or when there are many: a writer of single lines does not cost a
  /// batch a line.
  private static let gatherMilliseconds: Int64 = 15
  private static let gatherBytes = 1 << 16

  let seat: FeedSeat
  let path: String
  var ledger: FeedLedger
  /// Whether something may be there to be read.
  var isDirty = true
  private let watch: FileWatch?
  private var current: FileGeneration?
  private var draining: [FileGeneration] = []
  private var nextBase: Int64 = 0
  /// Whether some file has had the name.
  private var hasOpened = false
  /// Bytes of `current` that were read and not yet decoded.
  private var gathered = 0
  private var lastDecoding: Int64 = 0
  private var unknownBefore: [String: Int] = [:]

  /// `watch`: where the file is to be watched; `nil` where it is not followed.
  init(_ seat: FeedSeat, path: String, watch: FileWatch?) {
    self.seat = seat
    self.path = path
    self.watch = watch
    ledger = FeedLedger(seat)
    // Told before its turn comes, so that the share that was read counts all files from the start.
    ledger.setTotal(FileFacts(path: path).flatMap { $0.isRegular ? $0.size : nil })
  }

  var awaited: [Int32] { [] }
  var named: (any NamedFeed)? { self }
  var isReadFirst: Bool { true }
  var takesManyBlocks: Bool { true }

  var wakeTime: Int64? {
    let silent = draining.filter { !$0.isFinished }.map(\.lastGrowth).min()
    let drained = silent.map { $0 + FileFeed.drainMilliseconds }
    let decoding =
      holdsBack ? lastDecoding + FileFeed.gatherMilliseconds : current?.stream.quoteDeadline
    return [drained, decoding].compactMap(\.self).min()
  }

  var holdsBack: Bool { gathered > 0 }

  private var generations: [FileGeneration] { draining + [current].compactMap(\.self) }
  var watches: [Int32] { generations.compactMap(\.watch) }

  func holds(_ identity: FileIdentity) -> Bool {
    generations.contains { $0.identity == identity }
  }

  func step(_ count: Int) -> FeedStep {
    if let step = drain(count) { return step }
    guard let generation = current ?? open() else {
      return ledger.isOver ? .ended(rows: []) : .idle
    }
    guard watch != nil else { return readOnce(generation, count) }
    return follow(generation, count)
  }

  /// Opens the file that has the name now; `nil` where there is none.
  private func open() -> FileGeneration? {
    guard let file = Descriptor(reading: path), let facts = file.facts else {
      let reason = systemReason(errno)
      ledger.enter(watch == nil ? .failed(reason: reason) : .waiting(reason: reason))
      return nil
    }
    if let index = draining.firstIndex(where: { $0.identity == facts.identity }) {
      current = draining.remove(at: index)
      return current
    }
    if hasOpened { ledger.noteRotation() }
    hasOpened = true
    begin(FileGeneration(file, facts.identity, seat: seat, base: nextBase))
    return current
  }

  private func begin(_ generation: FileGeneration) {
    seat.rawRows.begin(feed: seat.index, base: generation.base, file: generation.file)
    generation.watch = watch?.watch(generation.file, path: path)
    current = generation
    updateTotal()
  }

  /// Reads a file that is not followed: its end is the feed's.
  private func readOnce(_ generation: FileGeneration, _ count: Int) -> FeedStep {
    let taken = generation.read(count)
    guard taken <= 0 else { return decoded(generation, taken) }
    let rows = generation.stream.decode(isLast: true, &ledger)
    updateTotal()
    updateUnknown()
    seat.rawRows.close(
      feed: seat.index, base: generation.base, path: path, identity: generation.identity)
    ledger.enter(taken == 0 ? .ended : .failed(reason: systemReason(Int32(-taken))))
    current = nil
    return .ended(rows: rows)
  }

  private func follow(_ generation: FileGeneration, _ count: Int) -> FeedStep {
    if let copy = generation.copy { return readCopy(copy, of: generation, count) }
    let size = generation.file.facts?.size ?? 0
    if generation.isOverwritten(size: size) { return takeCut(generation) }
    if generation.isRestarted, generation.position == 0, size > 0 { skipHole(generation) }
    let taken = size > 0 ? (current ?? generation).read(count, isGuarded: true) : 0
    if taken > 0 { return gather(current ?? generation, taken) }
    if taken == 0, let current, current.isOverwritten(size: size) { return takeCut(current) }
    if holdsBack, mustDecode() { return decoded(current ?? generation, 0) }
    if !holdsBack, let current, current.stream.mustGiveUpQuote {
      return decoded(current, 0, givesUpQuotes: true)
    }
    if taken < 0 { ledger.notice(systemReason(Int32(-taken))) }
    updateTotal()
    guard let facts = FileFacts(path: path), facts.identity == generation.identity else {
      return holdsBack ? decoded(current ?? generation, 0) : letGo(current ?? generation)
    }
    ledger.enter(.following)
    return .idle
  }

  /// Keeps bytes that were read for a while, unless they are many or the last decoding is long ago.
  private func gather(_ generation: FileGeneration, _ taken: Int) -> FeedStep {
    gathered += taken
    if mustDecode() { return decoded(generation, taken) }
    ledger.add(bytes: taken)
    return .read(bytes: taken, rows: [])
  }

  private func mustDecode() -> Bool {
    gathered >= FileFeed.gatherBytes
      || monotonicMilliseconds() - lastDecoding >= FileFeed.gatherMilliseconds
  }

  /// Decodes what was read; `taken` bytes of it are new to the ledger.
  private func decoded(
    _ generation: FileGeneration, _ taken: Int, givesUpQuotes: Bool = false
  ) -> FeedStep {
    gathered = 0
    lastDecoding = monotonicMilliseconds()
    ledger.add(bytes: taken)
    let rows = generation.stream.decode(givesUpQuotes: givesUpQuotes, &ledger)
    seat.rawRows.extend(feed: seat.index, base: generation.base, to: generation.stream.end)
    updateTotal()
    updateUnknown()
    return .read(bytes: taken, rows: rows)
  }

  /// A file was cut short: its copy is read to the end first, where one is found.
  private func takeCut(_ generation: FileGeneration) -> FeedStep {
    guard let copy = generation.findCopy(besides: path) else {
      seat.rawRows.drop(feed: seat.index, base: generation.base)
      return restart(generation, notice: "truncated: read again from the start")
    }
    switch copy {
    case .plain(let file):
      seat.rawRows.move(feed: seat.index, base: generation.base, to: file)
    case .packed(let file, _):
      seat.rawRows.move(feed: seat.index, base: generation.base, compressed: CompressedRows(file))
    }
    return .read(bytes: 0, rows: [])
  }

  private func readCopy(
    _ copy: FileCopy, of generation: FileGeneration, _ count: Int
  ) -> FeedStep {
    let taken = generation.read(count, from: copy)
    guard taken <= 0 else { return decoded(generation, taken) }
    return restart(generation, notice: "truncated: its copy was read to the end, then its start")
  }

  /// Begins again with a file that was cut short: what is in it now has not been read.
  private func restart(_ generation: FileGeneration, notice: String) -> FeedStep {
    gathered = 0
    let rows = generation.stream.decode(isLast: true, &ledger)
    keepUnknown(generation)
    seat.rawRows.extend(feed: seat.index, base: generation.base, to: generation.stream.end)
    nextBase = generation.stream.end
    current = FileGeneration(restarting: generation, seat: seat, base: nextBase, position: 0)
    seat.rawRows.begin(feed: seat.index, base: nextBase, file: generation.file)
    ledger.notice(notice)
    ledger.noteTruncation()
    return .read(bytes: 0, rows: rows)
  }

  /// Steps over the hole that a writer leaves which goes on where it was before the file was cut.
  private func skipHole(_ generation: FileGeneration) {
    let position = firstWrittenByte(generation.file)
    guard position > 0 else { return }
    current = FileGeneration(
      restarting: generation, seat: seat, base: generation.base, position: position)
  }

  /// The name belongs to another file, or to none: reads on in both.
  private func letGo(_ generation: FileGeneration) -> FeedStep {
    draining.append(generation)
    nextBase = generation.stream.end + FileFeed.drainRoom
    current = nil
    if draining.count > FileFeed.mostDraining {
      let oldest = draining.removeFirst()
      if let number = oldest.watch { watch?.forget(number) }
      if !oldest.isFinished {
        return .read(bytes: 0, rows: finish(oldest))
      }
    }
    return open() == nil ? .idle : .read(bytes: 0, rows: [])
  }

  /// Reads what still comes into files that lost the name; `nil` where nothing does.
  private func drain(_ count: Int) -> FeedStep? {
    for generation in draining {
      let taken = generation.read(count)
      if taken > 0 {
        generation.isFinished = false
        ledger.add(bytes: taken)
        let rows = generation.stream.decode(&ledger)
        seat.rawRows.extend(feed: seat.index, base: generation.base, to: generation.stream.end)
        return .read(bytes: taken, rows: rows)
      }
      let silence = monotonicMilliseconds() - generation.lastGrowth
      if !generation.isFinished, silence >= FileFeed.drainMilliseconds {
        return .read(bytes: 0, rows: finish(generation))
      }
    }
    return nil
  }

  private func finish(_ generation: FileGeneration) -> [DecodedRows] {
    generation.isFinished = true
    return generation.stream.decode(isLast: true, &ledger)
  }

  private func keepUnknown(_ generation: FileGeneration) {
    unknownBefore.add(generation)
  }

  private func updateUnknown() {
    ledger.setUnknown(unknownBefore.adding(generations))
  }

  private func updateTotal() {
    let backlog = generations.reduce(0 as Int64) { sum, generation in
      sum + max(0, (generation.file.facts?.size ?? 0) - generation.position)
    }
    ledger.setTotal(ledger.status.bytesRead + backlog)
  }
}
