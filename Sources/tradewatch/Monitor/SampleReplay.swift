import Commerce
import Generation
import Ingestion
import Loading
import Synchronization

/// The sample market as a feed that runs with the clock: first its last days, then what happens now.
enum SampleReplay {
  private static let historySeconds = Int64(GenerationPlan.replayHistoryDays) * 86_400
  private static let stepSeconds: Int64 = 3600
  private static let pauseMilliseconds = 250

  static func reader() throws(CommandFailure) -> FeedReader {
    let market = Market(now: WallClock.now)
    return try reader { market.next(at: WallClock.now) ?? .wait(milliseconds: pauseMilliseconds) }
  }

  /// The last days alone.
  static func finishedReader() throws(CommandFailure) -> FeedReader {
    let now = WallClock.now
    let market = Market(now: now)
    return try reader { market.next(at: now) ?? .ended }
  }

  private static func reader(
    _ produce: @escaping @Sendable () -> Produced
  ) throws(CommandFailure) -> FeedReader {
    let spec = FeedSpec(name: "sample", source: .producer(produce), format: .jsonLines)
    do throws(FeedError) {
      return try FeedReader(specs: [spec], options: FeedOptions(follow: true))
    } catch {
      throw CommandFailure(reason: "\(error)")
    }
  }

  /// The stream of the sample, taken hour by hour so that a first picture is there early.
  private final class Market: Sendable {
    private struct Progress {
      var stream: JSONStream
      /// Up to when it has been told.
      var told: Timestamp
    }

    private let progress: Mutex<Progress>

    init(now: Timestamp) {
      let start = Timestamp(seconds: now.seconds - SampleReplay.historySeconds)
      let stream = JSONStream(GenerationPlan.replay(at: now), from: start)
      progress = Mutex(Progress(stream: stream, told: start))
    }

    /// What happened up to `now` and was not told yet; `nil` for nothing.
    func next(at now: Timestamp) -> Produced? {
      progress.withLock { progress in
        while progress.told < now {
          let end = min(
            now, Timestamp(seconds: progress.told.seconds + SampleReplay.stepSeconds))
          progress.told = end
          let lines = progress.stream.next(until: end)
          if !lines.isEmpty { return .bytes(lines) }
        }
        return nil
      }
    }
  }
}
