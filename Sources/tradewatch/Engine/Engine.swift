import Authenticity
import Commerce
import Ingestion
import Library
import Loading
import Screens

/// Owns the library while the monitor runs: takes what the feeds bring, keeps the figures on the
/// screen current, answers the screens.
///
/// Lives on a thread of its own. Questions come before what the feeds have waiting, so they wait
/// for one batch, or one part of a long work, at most; figures are sent at most twice a second, and at
/// once after a question.
final class Engine {
  private static let snapshotMilliseconds = 500
  private static let settleMilliseconds = 3000
  /// The newest rejected rows that the screens are sent.
  private static let shownRejects = 500

  let intake = Intake(checks: true)
  let rawRows: RawRows
  let handle: EngineHandle
  /// Whether more may come after the feeds' present ends.
  private let isFollowing: Bool
  private var log: LogFile?
  var shelf: ViewShelf
  var tail = TailBuffer()
  var works = WorkList()
  private var flow = FlowMeter()
  private var findingCounts = FindingCounts()
  /// Whether something happened that the last snapshot does not show.
  private var isStale = true
  private var lastSnapshot = -Engine.snapshotMilliseconds
  private var lastSettled = -Engine.settleMilliseconds
  private var isUnsettled = false
  private var hasEnded = false

  init(_ handle: EngineHandle, rawRows: RawRows, isFollowing: Bool, log: LogFile?) {
    self.handle = handle
    self.rawRows = rawRows
    self.isFollowing = isFollowing
    self.log = log
    shelf = ViewShelf(library: intake.library)
  }

  /// Works until the mailbox is closed.
  func run() {
    while !handle.inbox.isClosed {
      if let letter = handle.inbox.receive(milliseconds: patience) { take(letter) }
      works.advance()
      let now = MonotonicTime.milliseconds
      if isUnsettled, now - lastSettled >= Engine.settleMilliseconds { settle(now) }
      if isStale, now - lastSnapshot >= Engine.snapshotMilliseconds { sendSnapshot(now) }
    }
  }

  /// How long the next letter may be waited for; `nil` where nothing else is to be done.
  private var patience: Int? {
    if !works.isEmpty { return 0 }
    let now = MonotonicTime.milliseconds
    if isStale { return max(0, lastSnapshot + Engine.snapshotMilliseconds - now) }
    if isUnsettled { return max(0, lastSettled + Engine.settleMilliseconds - now) }
    return nil
  }

  private func take(_ letter: EngineLetter) {
    switch letter {
    case .feed(.event(let event)): take(event)
    case .feed(.finished):
      intake.finish()
      hasEnded = true
      sendSnapshot(MonotonicTime.milliseconds)
      handle.mail.send(.ended)
    case .effect(let effect):
      answer(effect)
      if case .show = effect { sendSnapshot(MonotonicTime.milliseconds) }
    }
  }

  private func take(_ event: FeedEvent) {
    let now = WallClock.now
    log?.note(event)
    let appended = intake.take(event, at: now)
    isStale = true
    if let appended { tail.add(appended, from: intake, arrived: now) }
    switch event {
    case .rejects(let rejects, _): tail.add(rejects, arrived: now)
    case .caughtUp: isUnsettled = true
    case .batch, .status, .feedEnded: break
    }
  }

  /// Has decided what later records could decide, after a lull.
  private func settle(_ now: Int) {
    lastSettled = now
    isUnsettled = false
    intake.inspector?.settle(atEnd: false)
    isStale = true
  }

  private func sendSnapshot(_ now: Int) {
    lastSnapshot = now
    flow.measure(intake, atMilliseconds: now)
    var snapshot = Snapshot(now: WallClock.now)
    snapshot.dataTime = dataTime
    snapshot.answers = shelf.answers(now: windowEnd)
    snapshot.feeds = flow.feeds(intake)
    snapshot.flow = flow.flow(snapshot.feeds)
    snapshot.tail = tail.lines
    snapshot.rejects = intake.rejects.quarantine.newest(Engine.shownRejects).map(RejectLine.init)
    snapshot.findings = findingCounts.current(intake)
    handle.mail.send(.message(.snapshot(snapshot)), replacing: \.isSnapshot)
    isStale = flow.isMoving
  }
}

extension Engine {
  /// The clock, where the feeds are live: followed, and with records of the last day.
  ///
  /// A file of last year that is followed for what may be added keeps its windows where its records
  /// are.
  var windowEnd: Timestamp? {
    guard isFollowing, let newest = newestEventTime else { return nil }
    let now = WallClock.now
    let day: Int64 = 86_400_000_000
    return abs(now.microseconds - newest.microseconds) < day ? now : nil
  }

  /// The end of every window; `nil` before the first record.
  private var dataTime: Timestamp? {
    [newestEventTime, windowEnd].compactMap(\.self).max()
  }

  private var newestEventTime: Timestamp? {
    let documents: [RecordClass] = [.order, .contract, .invoice, .waybill]
    return documents.compactMap { intake.library.newestEventTime($0) }.max()
  }
}
