package import Ingestion

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
  startThread("feeds") {
    reader.run { deliver(.event($0)) }
    deliver(.finished)
  }
}
