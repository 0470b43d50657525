import Commerce
import Loading
import Screens

/// How fast records arrive and how far the library is behind, over all feeds and of each.
struct FlowMeter {
  private var total = RateMeter()
  private var rows: [Int: RateMeter] = [:]
  private var bytes: [Int: RateMeter] = [:]

  /// Whether rates still have to fall to nothing.
  var isMoving: Bool { total.rate > 0 }

  /// Takes down where the feeds are.
  mutating func measure(_ intake: Intake, atMilliseconds now: Int) {
    total.add(intake.tally.read, atMilliseconds: now)
    for number in intake.feedNumbers {
      guard let status = intake.status(number) else { continue }
      rows[number, default: RateMeter()].add(status.read, atMilliseconds: now)
      bytes[number, default: RateMeter()].add(Int(status.bytesRead), atMilliseconds: now)
    }
  }

  func feeds(_ intake: Intake) -> [FeedReading] {
    intake.feedNumbers.compactMap { number in
      guard let status = intake.status(number) else { return nil }
      let speed = bytes[number]?.rate ?? 0
      let isLoading = status.state == .loading && status.bytesTotal != nil
      return FeedReading(
        status: status, rowsPerSecond: rows[number]?.rate ?? 0,
        secondsLeft: isLoading && speed > 0 ? Double(status.backlog) / speed : nil)
    }
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
