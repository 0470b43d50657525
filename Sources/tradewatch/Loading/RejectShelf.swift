import Commerce
import Ingestion

/// The rejected rows: how many break each rule, examples of each, and the newest ones whole.
struct RejectShelf {
  /// A rejected row and when it came.
  struct Entry {
    var reject: Reject
    var arrived: Timestamp
  }

  /// The most rows that are kept whole.
  private let capacity: Int
  /// The most examples of a rule.
  private let exampleLimit: Int
  private(set) var counts: [Rule: Int] = [:]
  /// The first rows that broke each rule.
  private(set) var examples: [Rule: [Finding]] = [:]
  /// When the newest row that broke a rule came.
  private(set) var last: [Rule: Timestamp] = [:]
  /// Newest last.
  private(set) var newest: [Entry] = []

  init(capacity: Int = 500, exampleLimit: Int = 5) {
    self.capacity = capacity
    self.exampleLimit = exampleLimit
  }

  var count: Int { counts.values.reduce(0, +) }

  mutating func add(_ reject: Reject, arrived: Timestamp) {
    let rule = reject.finding.rule
    counts[rule, default: 0] += 1
    last[rule] = arrived
    if examples[rule, default: []].count < exampleLimit {
      examples[rule, default: []].append(reject.finding)
    }
    newest.append(Entry(reject: reject, arrived: arrived))
    if newest.count > 2 * capacity { newest.removeFirst(newest.count - capacity) }
  }
}
