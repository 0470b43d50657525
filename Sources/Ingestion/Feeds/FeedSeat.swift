import Commerce

/// What a feed's reader knows about its feed from the start.
struct FeedSeat {
  let index: Int
  let spec: FeedSpec
  let options: FeedOptions
  let rawRows: RawRows
  /// How the columns fill our fields; `nil` where they have our names.
  let mapping: LoadedMapping?
  /// What the user should be told before anything was read; `nil` for nothing.
  let notice: String?

  /// Reads the files that the feed's mapping joins.
  init(index: Int, spec: FeedSpec, options: FeedOptions, rawRows: RawRows) {
    self.index = index
    self.spec = spec
    self.options = options
    self.rawRows = rawRows
    let loaded = options.mapping(for: spec).map {
      LoadedMapping.load($0, feed: spec.path, options)
    }
    mapping = loaded?.mapping
    notice = loaded?.notice
  }

  /// The class as far as it is known before reading.
  var recordClass: RecordClass? {
    spec.recordClass ?? mapping?.mapping.recordClass ?? namedClass
  }

  private var namedClass: RecordClass? {
    switch spec.source {
    case .path(let path): RecordClass(fileName: path)
    case .socket(let address) where !address.hasPrefix("tcp:"):
      RecordClass(fileName: String(address.dropFirst("unix:".count)))
    case .standardInput, .producer, .socket: nil
    }
  }

  /// Masters come first, so that most links find their other end.
  var rank: Int {
    switch recordClass {
    case .enterprise: 0
    case .commodity: 1
    case .contract: 2
    case .order: 3
    case .orderLine: 4
    case .invoice: 5
    case .invoiceLine: 6
    case .waybill: 7
    case .waybillEvent: 8
    case nil: 9
    }
  }

  func decoder(base: Int64) -> EncodedFeedDecoder {
    let named = mapping?.mapping
    var decoding = DecodingOptions(
      declared: spec.recordClass, named: namedClass,
      format: spec.format ?? named?.format ?? spec.path.flatMap { FeedFormat(fileName: $0) },
      encoding: spec.encoding ?? named?.encoding, dialect: named?.dialect ?? spec.dialect,
      maxRowBytes: options.maxRowBytes, offsetSeconds: options.offsetSeconds)
    decoding.mapping = mapping
    return EncodedFeedDecoder(feed: index, name: spec.name, options: decoding, baseOffset: base)
  }
}

extension FeedSpec {
  /// The path of its file, directory or FIFO; `nil` where it has none.
  var path: String? {
    guard case .path(let path) = source else { return nil }
    return path
  }
}

extension FeedOptions {
  /// The mapping of a feed; `nil` where its columns have our names.
  func mapping(for spec: FeedSpec) -> FeedMapping? {
    mappings.first { $0.isFor(path: spec.path, declared: spec.recordClass) }
  }
}

/// What one attempt to read a feed gave.
enum FeedStep {
  /// Nothing is there now.
  case idle
  case read(bytes: Int, rows: [DecodedRows])
  /// Nothing will come any more.
  case ended(rows: [DecodedRows])
}

/// A feed that is read block by block.
protocol ByteFeed: AnyObject {
  var seat: FeedSeat { get }
  var ledger: FeedLedger { get set }
  /// Reads a block of at most `count` bytes and decodes it.
  func step(_ count: Int) -> FeedStep
  /// The descriptors whose bytes the feed waits for.
  var awaited: [Int32] { get }
  /// When to try again, in milliseconds of the monotonic clock; `nil` where only an event helps.
  var wakeTime: Int64? { get }
  /// Whether bytes were read that are not decoded yet.
  var holdsBack: Bool { get }
  /// Whether the feed is read to its end before the feeds that only come.
  var isReadFirst: Bool { get }
  /// Whether more will come soon, without anything new in the world.
  var isWorking: Bool { get }
  /// Whether many bytes may be there at once, so that several blocks are worth decoding together.
  var takesManyBlocks: Bool { get }
  /// The feed itself, where it is whatever file has its name.
  var named: (any NamedFeed)? { get }
}

/// A feed that is whatever file has its name: changes of names and contents concern it.
protocol NamedFeed: ByteFeed {
  var path: String { get }
  /// Whether something may be there to be read.
  var isDirty: Bool { get set }
  /// The numbers of the watches on its files.
  var watches: [Int32] { get }
  /// Whether a file is one of its own, whatever its name is now.
  func holds(_ identity: FileIdentity) -> Bool
}

/// A file that was found under a feed's name.
protocol NamedGeneration: AnyObject {
  var identity: FileIdentity { get }
  var stream: DecodedStream { get }
  /// The number of the watch on its content.
  var watch: Int32? { get }
}

extension [String: Int] {
  /// Adds the unknown columns of a generation.
  mutating func add(_ generation: some NamedGeneration) {
    merge(generation.stream.unknownColumns) { $0 + $1 }
  }

  /// The same with the unknown columns of generations.
  func adding(_ generations: [some NamedGeneration]) -> [String: Int] {
    generations.reduce(into: self) { $0.add($1) }
  }
}

extension ByteFeed {
  var holdsBack: Bool { false }
  var isReadFirst: Bool { false }
  var isWorking: Bool { false }
  var takesManyBlocks: Bool { false }
  var named: (any NamedFeed)? { nil }
}

/// The state of a feed as it is told, and what has been told.
struct FeedLedger {
  /// The least time between two tellings of an unchanged state.
  static let tellingMilliseconds: Int64 = 100

  private(set) var status: FeedStatus
  private var mayRecover = false
  private var mustTell = true
  private var hasNews = true
  private var lastTelling: Int64 = 0

  init(_ seat: FeedSeat) {
    status = FeedStatus(
      name: seat.spec.name, classes: seat.recordClass.map { [$0] } ?? [])
    status.notice = seat.notice
  }

  var isOver: Bool {
    switch status.state {
    case .ended: true
    case .failed: !mayRecover
    case .loading, .following, .waiting: false
    }
  }

  /// `mayRecover`: whether a feed that failed is looked at further.
  mutating func enter(_ state: FeedStatus.State, mayRecover: Bool = false) {
    self.mayRecover = mayRecover
    guard status.state != state else { return }
    status.state = state
    mustTell = true
  }

  mutating func notice(_ text: String) {
    status.notice = text
    mustTell = true
  }

  /// Notes that another file has taken the feed's name.
  mutating func noteRotation() {
    status.rotations += 1
    status.lastTurn = currentTime()
    mustTell = true
  }

  /// Notes that the feed's file was cut short, or written anew.
  mutating func noteTruncation() {
    status.truncations += 1
    status.lastTurn = currentTime()
    mustTell = true
  }

  /// Notes how many senders are connected, and how many ever were.
  mutating func setConnections(_ count: Int, made: Int) {
    status.connections = count
    status.connectionsMade = made
    mustTell = true
  }

  mutating func setTotal(_ bytes: Int64?) {
    guard status.bytesTotal != bytes else { return }
    status.bytesTotal = bytes
    hasNews = true
  }

  /// Notes bytes that have come just now.
  mutating func add(bytes: Int) {
    guard bytes > 0 else { return }
    status.bytesRead += Int64(bytes)
    status.lastArrival = currentTime()
    hasNews = true
  }

  mutating func add(_ rows: RowCounts, of classes: [RecordClass]) {
    status.read += rows.read
    status.rejected += rows.rejected
    for recordClass in classes where !status.classes.contains(recordClass) {
      status.classes.append(recordClass)
    }
    hasNews = true
  }

  /// Notes rows that are no records.
  mutating func add(passed rows: Int) { status.passedOver += rows }

  mutating func setUnknown(_ columns: [String: Int]) { status.unknownColumns = columns }

  /// The status, if it is time to tell it: at once after a change of state or when `isIdle`.
  mutating func telling(now: Int64, isIdle: Bool) -> FeedStatus? {
    guard mustTell || hasNews && (isIdle || now - lastTelling >= FeedLedger.tellingMilliseconds)
    else { return nil }
    (mustTell, hasNews, lastTelling) = (false, false, now)
    return status
  }
}
