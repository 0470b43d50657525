package import Ingestion

extension Intake {
  /// Takes everything that the feeds of a reader give, until they end.
  ///
  /// They are read on a thread of their own, at most eight batches ahead; `note` is told each event
  /// once it was taken.
  package func takeAll(from reader: FeedReader, note: (FeedEvent) -> Void = { _ in }) {
    let mailbox = Mailbox<FeedNews>(capacity: 8)
    givingBackLargeBlocks {
      startFeedThread(reader) { mailbox.send($0) }
      while case .event(let event)? = mailbox.receive() {
        take(event, at: WallClock.now)
        note(event)
      }
    }
  }
}
