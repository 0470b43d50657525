import Commerce

/// What `check` found: what became of each feed's rows, and each broken rule with examples.
struct CheckReport: Equatable {
  var feeds: [FeedCounts]
  /// The rules that were broken, in the order of their ids.
  var findings: [RuleFindings]

  /// What became of the rows of one class in one feed.
  struct FeedCounts: Equatable {
    var feed: String
    /// `nil` for rejected rows whose class cannot be told.
    var recordClass: RecordClass?
    var read = 0
    var accepted = 0
    var flagged = 0
    var rejected = 0
    var duplicates = 0
    var conflicts = 0
    var amendments = 0

    init(feed: String, recordClass: RecordClass?) {
      self.feed = feed
      self.recordClass = recordClass
    }

    /// The counts in the order in which every format prints them.
    var numbers: [(name: String, count: Int)] {
      [
        ("read", read), ("accepted", accepted), ("flagged", flagged), ("rejected", rejected),
        ("duplicates", duplicates), ("conflicts", conflicts), ("amendments", amendments),
      ]
    }
  }

  /// How many rows break a rule, and some of them.
  struct RuleFindings: Equatable {
    var rule: Rule
    var count: Int
    var examples: [Finding]
  }

  var rejected: Int { feeds.reduce(0) { $0 + $1.rejected } }
}
