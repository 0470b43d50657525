import Commerce
import Ingestion

/// The rejected rows: the quarantine that keeps them whole, and what reports say of each rule.
struct RejectShelf {
  /// The most examples of a rule.
  private let exampleLimit: Int
  private(set) var quarantine = Quarantine()
  /// The first rows that broke each rule.
  private(set) var examples: [Rule: [Finding]] = [:]
  /// When the newest row that broke a rule came.
  private(set) var last: [Rule: Timestamp] = [:]

  init(exampleLimit: Int = 5) { self.exampleLimit = exampleLimit }

  var count: Int { quarantine.count }

  /// How many rows broke each rule.
  var counts: [Rule: Int] { quarantine.countByRule }

  mutating func add(_ rejects: [Reject], feed: Int, arrived: Timestamp) {
    quarantine.add(rejects, feed: feed, arrived: arrived)
    for finding in rejects.lazy.map(\.finding) {
      last[finding.rule] = arrived
      if examples[finding.rule, default: []].count < exampleLimit {
        examples[finding.rule, default: []].append(finding)
      }
    }
  }
}
