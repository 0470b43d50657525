import Commerce
import Library

/// What became of the rows of each feed, by class.
struct FeedTally {
  struct Key: Hashable {
    var feed: Int
    /// `nil` for rejected rows whose class cannot be told.
    var recordClass: RecordClass?
  }

  struct Counts {
    var accepted = 0
    var rejected = 0
    var duplicates = 0
    var conflicts = 0
    var amendments = 0

    var read: Int { accepted + rejected + duplicates + conflicts + amendments }
  }

  private(set) var counts: [Key: Counts] = [:]

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
  func total(feed: Int) -> Counts {
    counts.filter { $0.key.feed == feed }.values.reduce(into: Counts()) { total, part in
      total.accepted += part.accepted
      total.rejected += part.rejected
      total.duplicates += part.duplicates
      total.conflicts += part.conflicts
      total.amendments += part.amendments
    }
  }

  var read: Int { counts.values.reduce(0) { $0 + $1.read } }
}
