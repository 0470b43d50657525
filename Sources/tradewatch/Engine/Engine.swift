import Authenticity
import Commerce
import Ingestion
import Library
import Loading
import Screens

/// Owns the library while the monitor runs: takes what the feeds bring, keeps the figures on the
/// screen current, answers the screens.
///
/// Lives on a thread of its own. Questions come before all else, and whatever else there is to do is
/// done in parts: so they wait for one batch, one view or one part of a long work, at most. Figures
/// are sent as soon as there are any, then at most twice a second, and at once after a question.
final class Engine {
  private static let settleMilliseconds = 3000
  /// The newest rejected rows that the screens are sent, of all feeds and of each.
  private static let shownRejects = 500
  private static let shownRejectsOfFeed = 50

  let intake: Intake
  let rawRows: RawRows
  let handle: EngineHandle
  /// Whether more may come after the feeds' present ends.
  private let isFollowing: Bool
  private var log: LogFile?
  var shelf: ViewShelf
  var tail = TailBuffer()
  var works = WorkList()
  private var flow = FlowMeter()
  private var rejectsOfFeeds: [Int: [RejectLine]] = [:]
  private var findingCounts = FindingCounts()
  private var ages = AgeClock()
  private var beat = SnapshotBeat()
  /// The snapshot that is being worked out; `nil` between two of them.
  private var round: SnapshotRound?
  /// The answers of the last snapshot.
  private var answers: [PanelQuery: PanelAnswer] = [:]
  private var lastSettled = -Engine.settleMilliseconds
  private var isUnsettled = false

  init(
    _ handle: EngineHandle, rawRows: RawRows, isFollowing: Bool, log: LogFile?,
    quarantine: QuarantineStore?
  ) {
    intake = Intake(checks: true, quarantine: quarantine)
    self.handle = handle
    self.rawRows = rawRows
    self.isFollowing = isFollowing
    self.log = log
    shelf = ViewShelf(library: intake.library)
  }

  /// Works until the mailbox is closed.
  func run() {
    while !handle.inbox.isClosed {
      if let letter = handle.inbox.receiveUrgent() {
        take(letter)
      } else if round != nil {
        advanceRound()
      } else {
        if !shelf.isClose { shelf.advance(now: windowEnd) }
        if let letter = handle.inbox.receive(milliseconds: patience) { take(letter) }
        works.advance()
        let now = MonotonicTime.milliseconds
        if isUnsettled, now - lastSettled >= Engine.settleMilliseconds { settle(now) }
        if beat.isDue(now, hasRecords: intake.tally.read > 0, isComplete: isComplete) {
          beginRound()
        }
      }
    }
  }

  /// How long the next letter may be waited for; `nil` where nothing else is to be done.
  private var patience: Int? {
    if !works.isEmpty || !shelf.isClose { return 0 }
    let now = MonotonicTime.milliseconds
    let settling = isUnsettled ? max(0, lastSettled + Engine.settleMilliseconds - now) : nil
    return [beat.patience(now), settling].compactMap(\.self).min()
  }

  private func take(_ letter: EngineLetter) {
    switch letter {
    case .feed(.event(let event)): take(event)
    case .feed(.finished):
      intake.finish()
      while !shelf.isClose { shelf.advance(now: windowEnd) }
      beginRound()
      while round != nil { advanceRound() }
      handle.mail.send(.ended)
    case .effect(let effect):
      answer(effect)
      if case .show = effect { beginRound() }
    }
  }

  private func take(_ event: FeedEvent) {
    let now = WallClock.now
    log?.note(event)
    let appended = intake.take(event, at: now)
    beat.note()
    if let appended { tail.add(appended, from: intake, arrived: now) }
    switch event {
    case .rejects(let rejects, let feed):
      tail.add(rejects, arrived: now)
      keep(rejects, of: feed, arrived: now)
    case .caughtUp: isUnsettled = true
    case .batch, .longRow, .status, .feedEnded: break
    }
  }

  /// Keeps the newest rejected rows of a feed, so that another one's do not drive them out.
  private func keep(_ rejects: [Reject], of feed: Int, arrived: Timestamp) {
    let most = Engine.shownRejectsOfFeed
    let new = rejects.suffix(most).reversed().map { RejectLine($0, arrived: arrived) }
    rejectsOfFeeds[feed] = Array((new + rejectsOfFeeds[feed, default: []]).prefix(most))
  }

  /// The feeds with their newest rejected rows.
  private var feedReadings: [FeedReading] {
    zip(intake.feedNumbers, flow.feeds(intake)).map { number, reading in
      var reading = reading
      reading.rejects = rejectsOfFeeds[number] ?? []
      return reading
    }
  }

  private var quarantineReading: QuarantineReading? {
    guard let store = intake.quarantine else { return nil }
    var reading = QuarantineReading()
    reading.library = store.folder?.library
    reading.kept = store.kept
    reading.notKept = store.notKept
    reading.bytes = store.bytes
    reading.notice = store.notice
    return reading
  }

  /// Has decided what later records could decide, after a lull.
  private func settle(_ now: Int) {
    lastSettled = now
    isUnsettled = false
    intake.inspector?.settle(atEnd: false)
    beat.note()
  }

  /// Whether there is an answer to each query on the screen.
  private var isComplete: Bool {
    shelf.shown.allSatisfy { answers[$0] != nil || shelf.isClose($0) }
  }

  /// Begins a snapshot; one that is under way begins anew.
  ///
  /// A view that is far behind keeps its last answer until it is there.
  private func beginRound() {
    let close = shelf.shown.filter(shelf.isClose)
    let far = Set(shelf.shown).subtracting(close)
    let known = answers.filter { far.contains($0.key) }
    round = SnapshotRound(close, known: known, windowEnd: windowEnd)
  }

  /// Answers the next query of the snapshot, or sends it where all are answered.
  private func advanceRound() {
    guard round?.advance(shelf) == false, let round else { return }
    answers = round.answers
    self.round = nil
    send()
  }

  private func send() {
    let now = MonotonicTime.milliseconds
    flow.measure(intake, atMilliseconds: now)
    var snapshot = Snapshot(now: WallClock.now)
    snapshot.feeds = feedReadings
    snapshot.quarantine = quarantineReading
    snapshot.dataTime = dataTime
    snapshot.ageTime = ages.time(
      dataTime, read: intake.tally.read, isLoading: snapshot.feeds.contains(where: \.isLoading))
    snapshot.answers = answers
    snapshot.flow = flow.flow(snapshot.feeds)
    snapshot.tail = tail.lines
    snapshot.rejects = intake.rejects.quarantine.newest(Engine.shownRejects).map(RejectLine.init)
    snapshot.findings = findingCounts.current(intake)
    handle.mail.send(.message(.snapshot(snapshot)), replacing: \.isSnapshot)
    beat.sent(
      now, hasRecords: intake.tally.read > 0, isComplete: isComplete, isMoving: flow.isMoving,
      isFading: flow.isFading)
  }
}

extension FeedReading {
  fileprivate var isLoading: Bool { status.state == .loading }
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
