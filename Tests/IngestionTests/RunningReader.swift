import Commerce
import Foundation
import Ingestion
import Synchronization
import Testing

/// A reader of feeds on a thread of its own, and everything that it has told.
final class RunningReader: Sendable {
  struct Told {
    var decoded = Decoded()
    var statuses: [Int: FeedStatus] = [:]
    var states: [Int: [FeedStatus.State]] = [:]
    var ended: Set<Int> = []
    var notices: Set<String> = []
    var timesCaughtUp = 0
    /// Numbers of the feeds in the order of their first batch.
    var order: [Int] = []
    var isOver = false

    fileprivate mutating func add(_ event: FeedEvent) {
      switch event {
      case .batch(let batch):
        decoded.add(batch)
        if !order.contains(batch.feed) { order.append(batch.feed) }
      case .rejects(let rejects, _): for reject in rejects { decoded.add(reject) }
      case .longRow: break
      case .status(let status, let feed):
        if statuses[feed]?.state != status.state { states[feed, default: []].append(status.state) }
        statuses[feed] = status
        if let notice = status.notice { notices.insert(notice) }
      case .feedEnded(let feed): ended.insert(feed)
      case .caughtUp: timesCaughtUp += 1
      }
    }
  }

  let reader: FeedReader
  private let told = Mutex(Told())

  /// `pausing` is called before each event is taken.
  init(_ reader: FeedReader, pausing: @escaping @Sendable () -> Void = {}) {
    self.reader = reader
    let thread = Thread { [self] in
      reader.run { event in
        pausing()
        told.withLock { $0.add(event) }
      }
      told.withLock { $0.isOver = true }
    }
    thread.start()
  }

  convenience init(_ specs: [FeedSpec], _ options: FeedOptions = FeedOptions()) throws {
    self.init(try FeedReader(specs: specs, options: options))
  }

  convenience init(_ paths: [String], follow: Bool = false) throws {
    try self.init(paths.map(FeedSpec.parse), FeedOptions(follow: follow))
  }

  var now: Told { told.withLock { $0 } }

  /// Looks until the condition holds; an issue where it does not within half a minute.
  func wait(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: (Told) -> Bool
  ) {
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline {
      if told.withLock({ condition($0) }) { return }
      usleep(2000)
    }
    let last = now
    Issue.record(
      "waited in vain until \(what); rows \(last.decoded.rows.mapValues(\.count)), \(last.notices)",
      sourceLocation: sourceLocation)
  }

  func waitForEnd() { wait("the end") { $0.isOver } }

  func stop() {
    reader.stop()
    waitForEnd()
  }
}

/// A directory of its own for a test, removed with the value's last holder.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/tradewatch-test-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ name: String, _ text: String) -> String {
    append(name, text, flags: O_TRUNC)
    return file(name)
  }

  /// Adds text at the file's end; the file is made where it is missing.
  func append(_ name: String, _ text: String, flags: Int32 = 0) {
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_APPEND | flags, 0o644)
    defer { close(descriptor) }
    var text = text
    text.withUTF8 { bytes in _ = Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
  }
}

/// Lines of enterprises with consecutive numbers.
func enterpriseLines(_ numbers: some Sequence<Int>) -> String {
  numbers.map { "K\($0),name \($0)\n" }.joined()
}

/// Whether a reader's deliveries wait, and whether one does.
final class HeldDeliveries: Sendable {
  private let isHeld = Mutex(false)
  private let reached = Mutex(false)

  /// Whether a delivery waits, or has waited.
  var isReached: Bool { reached.withLock { $0 } }

  func begin() { isHeld.withLock { $0 = true } }
  func end() { isHeld.withLock { $0 = false } }

  /// Waits while deliveries are held.
  func pause() {
    while isHeld.withLock({ $0 }) {
      reached.withLock { $0 = true }
      usleep(1000)
    }
  }
}
