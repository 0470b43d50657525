import Commerce
import Ingestion
import Loading
import Screens

/// How fast records arrive and how far the library is behind, over all feeds and of each.
struct FlowMeter {
  private var total = RateMeter()
  private var rows: [Int: RateMeter] = [:]
  private var bytes: [Int: RateMeter] = [:]
  private var rhythms: [Int: FeedRhythm] = [:]

  /// Whether rates still have to fall to nothing.
  var isMoving: Bool { total.rate > 0 }
  /// Whether the line of some feed's last minute still has to move on.
  var isFading: Bool { rhythms.values.contains { $0.lastMinute.contains { $0 > 0 } } }

  /// Takes down where the feeds are.
  mutating func measure(_ intake: Intake, atMilliseconds now: Int) {
    total.add(intake.tally.read, atMilliseconds: now)
    for number in intake.feedNumbers {
      guard let status = intake.status(number) else { continue }
      rows[number, default: RateMeter()].add(status.read, atMilliseconds: now)
      bytes[number, default: RateMeter()].add(Int(status.bytesRead), atMilliseconds: now)
      rhythms[number, default: FeedRhythm()].add(
        status.read, atMilliseconds: now, isLive: status.state == .following)
    }
  }

  func feeds(_ intake: Intake) -> [FeedReading] {
    intake.feedNumbers.compactMap { number in
      guard let status = intake.status(number) else { return nil }
      let speed = bytes[number]?.rate ?? 0
      let isLoading = status.state == .loading && status.bytesTotal != nil
      var reading = FeedReading(
        status: status, rowsPerSecond: rows[number]?.rate ?? 0,
        secondsLeft: isLoading && speed > 0 ? Double(status.backlog) / speed : nil)
      takeRhythm(of: number, into: &reading)
      takeEventTime(intake.eventTimes[number], into: &reading)
      reading.reasons = intake.rejects.quarantine.counts(feed: number)
        .map { RejectReason($0.key, $0.value) }
        .sorted { ($0.count, $1.rule.id) > ($1.count, $0.rule.id) }
      return reading
    }
  }

  private func takeRhythm(of number: Int, into reading: inout FeedReading) {
    if let rhythm = rhythms[number] {
      reading.lastMinute = rhythm.lastMinute
      reading.recentRate = rhythm.recentRate
      reading.usualRate = rhythm.usualRate
    }
    let status = reading.status
    guard status.backlog > 0, status.bytesRead > 0 else { return }
    let rows = Double(status.backlog) * Double(status.read) / Double(status.bytesRead)
    reading.lagRecords = Int(rows.rounded())
    reading.lagSeconds = reading.rowsPerSecond > 0 ? rows / reading.rowsPerSecond : nil
  }

  private func takeEventTime(_ time: EventTime?, into reading: inout FeedReading) {
    guard let time else { return }
    reading.eventTime = time.newest
    reading.secondsAhead =
      Double(time.newest.microseconds - time.arrived.microseconds) / 1_000_000
  }

  func flow(_ feeds: [FeedReading]) -> FlowReading {
    var flow = FlowReading()
    flow.read = feeds.reduce(0) { $0 + $1.status.read }
    flow.recordsPerSecond = total.rate
    let bytesRead = feeds.reduce(0) { $0 + $1.status.bytesRead }
    let backlog = feeds.reduce(0) { $0 + $1.status.backlog }
    if backlog > 0, flow.read > 0, bytesRead > 0 {
      flow.lagRecords = Int(Double(backlog) * Double(flow.read) / Double(bytesRead))
      flow.lagSeconds = total.rate > 0 ? Double(flow.lagRecords) / total.rate : 0
    }
    flow.lastArrival = feeds.compactMap(\.status.lastArrival).max()
    flow.memoryBytes = ResidentMemory.bytes
    return flow
  }
}
