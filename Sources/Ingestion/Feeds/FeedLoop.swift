import Commerce
import Glibc
import Workers

/// The one loop that reads all feeds: first the files, masters before the records that name them,
/// then whatever comes.
final class FeedLoop {
  /// The first block of a feed is small, so that a first picture is there early.
  private static let firstBlockBytes = 1 << 16
  /// The most blocks that are read before they are decoded.
  private static let mostBlocks = 16
  /// After a small arrival by a pipe the next one is waited for this long, so that a writer of single
  /// lines does not cost a batch a line.
  private static let gatherMilliseconds: Int32 = 15
  /// How often files are looked at where the system cannot tell of changes.
  private static let blindMilliseconds: Int64 = 250

  private let options: FeedOptions
  private let rawRows: RawRows
  private let stop: WakeSignal
  /// By the number of their feed.
  private let listeners: [Int: Listener]
  private let watch: FileWatch?
  private var directories: [FeedDirectory] = []
  /// Names of the feeds that directories have become.
  private var knownFiles: Set<String> = []
  private var feeds: [any ByteFeed] = []
  private var directoryWatches: Set<Int32> = []
  private var hasStarted: Set<Int> = []
  private var isBehind = true

  init(
    specs: [FeedSpec], directories: [FeedDirectory], options: FeedOptions, rawRows: RawRows,
    listeners: [Int: Listener], stop: WakeSignal
  ) {
    self.options = options
    self.rawRows = rawRows
    self.listeners = listeners
    self.stop = stop
    watch = options.follow ? FileWatch() : nil
    for spec in specs { add(spec) }
    self.directories = directories
    knownFiles = Set(feeds.map(\.seat.spec.name))
  }

  func run(_ deliver: (FeedEvent) -> Void) {
    if watch != nil { takeNames() }
    for feed in feeds { tell(feed, isIdle: true, deliver) }
    for feed in feeds.sorted(by: { ($0.seat.rank, $0.seat.index) < ($1.seat.rank, $1.seat.index) })
    where feed.isReadFirst {
      guard readAll(feed, deliver) else { return }
    }
    while !stop.isGiven {
      let taken = pass(deliver)
      if taken == Taken() { tellIdle(deliver) }
      if feeds.allSatisfy(\.ledger.isOver), directories.isEmpty || !options.follow { return }
      wait(afterTaking: taken)
    }
  }

  /// Reads all that a feed has now; `false` where stopping was asked for.
  private func readAll(_ feed: any ByteFeed, _ deliver: (FeedEvent) -> Void) -> Bool {
    while !stop.isGiven {
      if feed.ledger.isOver { return true }
      guard advance(feed, deliver) == nil else { continue }
      guard feed.isWorking, !feed.awaited.isEmpty else { return true }
      var requests = ([stop.descriptor] + feed.awaited).map(readRequest)
      _ = poll(&requests, nfds_t(requests.count), -1)
    }
    return false
  }

  /// What a pass over the feeds has brought.
  private struct Taken: Equatable {
    var hasFileBytes = false
    var pipeBytes = 0
  }

  /// One block of each feed that may have something.
  private func pass(_ deliver: (FeedEvent) -> Void) -> Taken {
    let now = monotonicMilliseconds()
    let ready = readyDescriptors()
    var taken = Taken()
    for feed in feeds where !feed.ledger.isOver {
      guard isDue(feed, now, ready) else { continue }
      let bytes = advance(feed, deliver)
      if let file = feed.named {
        file.isDirty = bytes != nil
        if file.isDirty { taken.hasFileBytes = true }
      } else {
        taken.pipeBytes += bytes.map { max(1, $0) } ?? 0
      }
    }
    return taken
  }

  /// Whether a feed may have something.
  private func isDue(_ feed: any ByteFeed, _ now: Int64, _ ready: Set<Int32>) -> Bool {
    if let wake = feed.wakeTime, wake <= now { return true }
    let awaited = feed.awaited
    if let file = feed.named { return file.isDirty || awaited.contains(where: ready.contains) }
    return awaited.isEmpty ? feed.wakeTime == nil : awaited.contains(where: ready.contains)
  }

  /// One step of a feed; the bytes that came, or `nil` where nothing is there.
  private func advance(_ feed: any ByteFeed, _ deliver: (FeedEvent) -> Void) -> Int? {
    let isFirst = hasStarted.insert(feed.seat.index).inserted
    let count = isFirst ? min(FeedLoop.firstBlockBytes, options.blockBytes) : blockBytes(of: feed)
    switch feed.step(max(1, count)) {
    case .idle:
      tell(feed, isIdle: false, deliver)
      return nil
    case .read(let bytes, let rows):
      isBehind = true
      // Whoever shows the first rows of a feed must know how much of it they are.
      if isFirst { tell(feed, isIdle: true, deliver) }
      hand(rows, feed, deliver)
      tell(feed, isIdle: false, deliver)
      return bytes
    case .ended(let rows):
      isBehind = true
      hand(rows, feed, deliver)
      tell(feed, isIdle: true, deliver)
      deliver(.feedEnded(feed: feed.seat.index))
      return nil
    }
  }

  /// Where many bytes may be there at once, as many are read as all processors can decode, two blocks
  /// each, so that one of them waits little for the others.
  private func blockBytes(of feed: any ByteFeed) -> Int {
    guard feed.takesManyBlocks, WorkerPool.shared.width > 1 else { return options.blockBytes }
    return options.blockBytes * min(2 * WorkerPool.shared.width, FeedLoop.mostBlocks)
  }

  private func hand(
    _ rows: [DecodedRows], _ feed: any ByteFeed, _ deliver: (FeedEvent) -> Void
  ) {
    for part in rows {
      switch part {
      case .batch(let batch): deliver(.batch(batch))
      case .rejects(let rejects): deliver(.rejects(rejects, feed: feed.seat.index))
      case .longRow(let bytes, let offset):
        deliver(.longRow(bytes, feed: feed.seat.index, offset: offset))
      }
    }
  }

  private func tell(_ feed: any ByteFeed, isIdle: Bool, _ deliver: (FeedEvent) -> Void) {
    if let status = feed.ledger.telling(now: monotonicMilliseconds(), isIdle: isIdle) {
      deliver(.status(status, feed: feed.seat.index))
    }
  }

  private func tellIdle(_ deliver: (FeedEvent) -> Void) {
    guard isBehind, !feeds.contains(where: \.holdsBack) else { return }
    isBehind = false
    for feed in feeds { tell(feed, isIdle: true, deliver) }
    deliver(.caughtUp)
  }
}

extension FeedLoop {
  private func add(_ spec: FeedSpec) {
    let seat = FeedSeat(index: feeds.count, spec: spec, options: options, rawRows: rawRows)
    switch spec.source {
    case .standardInput:
      feeds.append(UnknownPipeFeed(seat, Descriptor(dup(STDIN_FILENO)), reopening: nil))
    case .producer(let produce): feeds.append(ProducerFeed(seat, produce))
    case .socket:
      if let listener = listeners[seat.index] { feeds.append(ListeningFeed(seat, listener)) }
    case .path(let path):
      if let facts = FileFacts(path: path), !facts.isRegular, !facts.isDirectory,
        let file = Descriptor(reading: path)
      {
        feeds.append(UnknownPipeFeed(seat, file, reopening: options.follow ? path : nil))
        return
      }
      feeds.append(fileFeed(seat, path))
      watchNames(in: parentDirectory(path))
    }
  }

  private func fileFeed(_ seat: FeedSeat, _ path: String) -> any ByteFeed {
    guard Compression(fileName: path) != nil else {
      return FileFeed(seat, path: path, watch: watch)
    }
    return options.follow
      ? FollowedCompressedFeed(seat, path: path, watch: watch) : CompressedFeed(seat, path: path)
  }

  private func watchNames(in directory: String) {
    if let number = watch?.watch(directory: directory) { directoryWatches.insert(number) }
  }

  /// The pipes that have bytes or have ended.
  private func readyDescriptors() -> Set<Int32> {
    var requests = awaitedDescriptors().map(readRequest)
    guard !requests.isEmpty, poll(&requests, nfds_t(requests.count), 0) > 0 else { return [] }
    return Set(requests.filter { $0.revents != 0 }.map(\.fd))
  }

  private func awaitedDescriptors() -> [Int32] {
    feeds.flatMap { $0.ledger.isOver ? [] : $0.awaited }
  }

  /// Waits for the next arrival, for stopping, or for a feed's time to come.
  private func wait(afterTaking taken: Taken) {
    defer { takeChanges() }
    if taken.hasFileBytes || taken.pipeBytes >= FeedLoop.firstBlockBytes { return }
    let isGathering = taken.pipeBytes > 0
    var requests = [stop.descriptor, watch?.descriptor ?? -1].map(readRequest)
    if !isGathering { requests += awaitedDescriptors().map(readRequest) }
    _ = poll(&requests, nfds_t(requests.count), isGathering ? gatherTimeout() : timeout())
  }

  private func readRequest(_ descriptor: Int32) -> pollfd {
    pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  }

  private func gatherTimeout() -> Int32 {
    let limit = timeout()
    return limit < 0 ? FeedLoop.gatherMilliseconds : min(limit, FeedLoop.gatherMilliseconds)
  }

  /// Milliseconds until some feed must be looked at again; −1 for no limit.
  private func timeout() -> Int32 {
    var wake = feeds.filter { !$0.ledger.isOver }.compactMap(\.wakeTime).min()
    let now = monotonicMilliseconds()
    if watch?.isBlind == true { wake = min(wake ?? .max, now + FeedLoop.blindMilliseconds) }
    return wake.map { Int32(clamping: max(0, $0 - now)) } ?? -1
  }

  /// Marks the files that changed, and takes in new files of directories.
  private func takeChanges() {
    guard let watch else { return }
    let changes = watch.takeChanges()
    let hasNames =
      watch.isBlind || changes.isEverything || !changes.watches.isDisjoint(with: directoryWatches)
    for file in feeds.lazy.compactMap(\.named)
    where hasNames || file.watches.contains(where: changes.watches.contains) {
      file.isDirty = true
    }
    if hasNames { takeNames() }
  }

  /// After a change of names: directories may be there that were not, and files in them.
  private func takeNames() {
    for file in feeds.lazy.compactMap(\.named) {
      if case .waiting = file.ledger.status.state { watchNames(in: parentDirectory(file.path)) }
    }
    for directory in directories {
      watchNames(in: directory.path)
      for spec in directory.feeds()
      where knownFiles.insert(spec.name).inserted && !isRenamed(spec.name) {
        add(spec)
      }
    }
  }

  /// Whether a file that is new by its name is one that another feed reads, and has lost its name.
  private func isRenamed(_ path: String) -> Bool {
    guard let identity = FileFacts(path: path)?.identity else { return false }
    return feeds.lazy.compactMap(\.named).contains {
      $0.holds(identity) && FileFacts(path: $0.path)?.identity != identity
    }
  }
}
