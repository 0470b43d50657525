import Glibc
package import Ingestion
import Workers

/// What the thread of the feeds tells.
package enum FeedNews: Sendable {
  case event(FeedEvent)
  /// No feed will give anything more.
  case finished
}

/// Reads all feeds on a thread of their own; `deliver` is called there and may block.
package func startFeedThread(
  _ reader: FeedReader, deliver: @escaping @Sendable (FeedNews) -> Void
) {
  startNeededThread("feeds") {
    reader.run { deliver(.event($0)) }
    deliver(.finished)
  }
}

/// Starts a thread without which nothing works.
package func startNeededThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
  let failure = startThread(name, body)
  precondition(failure == 0, "no thread for \(name): \(String(cString: strerror(failure)))")
}
