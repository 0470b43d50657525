package import Authenticity
package import Commerce
package import Ingestion
package import Library

/// Takes what the feeds deliver into one library, has it checked and counts what became of it.
///
/// Owned by one thread, as its library is.
package final class Intake {
  package let library = Library()
  /// `nil` where nobody asks for what the checks find.
  package let inspector: Inspector?
  package private(set) var rejects: RejectShelf
  package private(set) var tally = FeedTally()
  /// By number of the feed.
  private var statuses: [Int: FeedStatus] = [:]
  /// The newest event time in the last rows of each feed, and when these were read.
  package private(set) var eventTimes: [Int: EventTime] = [:]
  /// Keeps rejected rows on disk; `nil` where they are only counted and shown.
  package let quarantine: QuarantineStore?

  /// With `checks` records are held against rules and each other.
  package init(
    checks: Bool, exampleLimit: Int = 5, quarantine: QuarantineStore? = nil
  ) {
    self.quarantine = quarantine
    inspector = checks ? Inspector(library) : nil
    rejects = RejectShelf(exampleLimit: exampleLimit)
  }

  /// The feeds in the order of their numbers, with what the library counted.
  package var feeds: [FeedStatus] { statuses.keys.sorted().compactMap(status) }

  /// The numbers of the feeds, ascending.
  package var feedNumbers: [Int] { statuses.keys.sorted() }

  package func status(_ feed: Int) -> FeedStatus? {
    guard var status = statuses[feed] else { return nil }
    let counts = tally.total(feed: feed)
    status.read = counts.read
    status.accepted = counts.accepted
    status.rejected = counts.rejected
    status.duplicates = counts.duplicates
    status.conflicts = counts.conflicts
    status.amendments = counts.amendments
    status.flagged = library.findings.flagged(feed: feed)
    return status
  }

  /// Takes one event; gives what was appended, where it was a batch.
  @discardableResult
  package func take(_ event: FeedEvent, at now: Timestamp) -> Appended? {
    switch event {
    case .batch(let batch):
      if let newest = batch.newestEventTime {
        eventTimes[batch.feed] = EventTime(newest: newest, arrived: now)
      }
      let appended =
        inspector?.append(batch, arrived: now) ?? library.append(batch, arrived: now)
      tally.add(appended)
      return appended
    case .rejects(let rejected, let feed):
      rejects.add(rejected, feed: feed, arrived: now)
      quarantine?.add(rejected, feed: feed, arrived: now)
      for reject in rejected {
        tally.addReject(feed: feed, recordClass: reject.finding.recordClass ?? onlyClass(of: feed))
      }
    case .longRow(let bytes, let feed, let offset):
      quarantine?.addLongRow(bytes, feed: feed, offset: offset)
    case .status(let status, let feed):
      if statuses[feed]?.classes != status.classes {
        library.declareFeed(feed, name: status.name, classes: status.classes)
      }
      statuses[feed] = status
    case .feedEnded, .caughtUp: break
    }
    return nil
  }

  /// The class of all rows of a feed; `nil` where it has several or none yet.
  private func onlyClass(of feed: Int) -> RecordClass? {
    guard let classes = statuses[feed]?.classes, classes.count == 1 else { return nil }
    return classes.first
  }

  /// Decides what only later records could, now that nothing more will come.
  package func finish() { inspector?.settle(atEnd: true) }
}
