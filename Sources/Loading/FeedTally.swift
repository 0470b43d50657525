package import Commerce
import Library

/// What became of the rows of each feed, by class.
package struct FeedTally {
  package struct Key: Hashable {
    package var feed: Int
    /// `nil` for rejected rows whose class cannot be told.
    package var recordClass: RecordClass?

    package init(feed: Int, recordClass: RecordClass?) {
      self.feed = feed
      self.recordClass = recordClass
    }
  }

  package struct Counts {
    package var accepted = 0
    package var rejected = 0
    package var duplicates = 0
    package var conflicts = 0
    package var amendments = 0

    package init() {}

    package var read: Int { accepted + rejected + duplicates + conflicts + amendments }
  }

  package private(set) var counts: [Key: Counts] = [:]

  mutating func add(_ appended: Appended) {
    let key = Key(feed: appended.feed, recordClass: appended.recordClass)
    counts[key, default: Counts()].accepted += appended.accepted
    counts[key, default: Counts()].duplicates += appended.duplicates
    counts[key, default: Counts()].conflicts += appended.conflicts
    counts[key, default: Counts()].amendments += appended.amendments
  }

  mutating func addReject(feed: Int, recordClass: RecordClass?) {
    counts[Key(feed: feed, recordClass: recordClass), default: Counts()].rejected += 1
  }

  /// Rows of all classes of a feed.
  package func total(feed: Int) -> Counts {
    counts.filter { $0.key.feed == feed }.values.reduce(into: Counts()) { total, part in
      total.accepted += part.accepted
      total.rejected += part.rejected
      total.duplicates += part.duplicates
      total.conflicts += part.conflicts
      total.amendments += part.amendments
    }
  }

  package var read: Int { counts.values.reduce(0) { $0 + $1.read } }
}
