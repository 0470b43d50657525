package import Commerce
package import Ingestion

/// The rejected rows: the quarantine that keeps them whole, and what reports say of each rule.
package struct RejectShelf {
  /// The most examples of a rule.
  private let exampleLimit: Int
  package private(set) var quarantine = Quarantine()
  /// The first rows that broke each rule.
  package private(set) var examples: [Rule: [Finding]] = [:]
  /// When the newest row that broke a rule came.
  package private(set) var last: [Rule: Timestamp] = [:]

  package init(exampleLimit: Int = 5) { self.exampleLimit = exampleLimit }

  package var count: Int { quarantine.count }

  /// How many rows broke each rule.
  package var counts: [Rule: Int] { quarantine.countByRule }

  package mutating func add(_ rejects: [Reject], feed: Int, arrived: Timestamp) {
    quarantine.add(rejects, feed: feed, arrived: arrived)
    for finding in rejects.lazy.map(\.finding) {
      last[finding.rule] = arrived
      if examples[finding.rule, default: []].count < exampleLimit {
        examples[finding.rule, default: []].append(finding)
      }
    }
  }
}
