import Authenticity
import Commerce
import Library
import Loading
import Statistics

extension CheckReport {
  /// What an intake found after all feeds had ended.
  init(_ intake: Intake, exampleLimit: Int) {
    self.init(feeds: CheckReport.feedCounts(intake), findings: [])
    for rule in Rule.allCases.sorted(by: { $0.id < $1.id }) {
      let count = intake.rejects.counts[rule, default: 0] + intake.library.findings.count(rule)
      guard count > 0 else { continue }
      findings.append(
        RuleFindings(
          rule: rule, count: count,
          examples: CheckReport.examples(of: rule, in: intake, atMost: exampleLimit)))
    }
  }

  /// A line for each feed and class; a feed without any row has one too.
  private static func feedCounts(_ intake: Intake) -> [FeedCounts] {
    let flagged = flaggedRows(intake)
    let keys = intake.tally.counts.keys.sorted { left, right in
      (left.feed, left.recordClass.map { Int($0.rawValue) } ?? .max)
        < (right.feed, right.recordClass.map { Int($0.rawValue) } ?? .max)
    }
    var lines: [FeedCounts] = []
    for number in intake.feedNumbers {
      guard let status = intake.status(number) else { continue }
      let own = keys.filter { $0.feed == number }
      if own.isEmpty {
        lines.append(FeedCounts(feed: status.name, recordClass: status.classes.first))
      }
      for key in own {
        var line = FeedCounts(feed: status.name, recordClass: key.recordClass)
        let counts = intake.tally.counts[key] ?? FeedTally.Counts()
        line.read = counts.read
        line.accepted = counts.accepted
        line.rejected = counts.rejected
        line.duplicates = counts.duplicates
        line.conflicts = counts.conflicts
        line.amendments = counts.amendments
        line.flagged = flagged[key, default: 0]
        lines.append(line)
      }
    }
    return lines
  }

  /// Accepted rows with a finding, by feed and class.
  private static func flaggedRows(_ intake: Intake) -> [FeedTally.Key: Int] {
    var flagged: [FeedTally.Key: Int] = [:]
    for recordClass in RecordClass.allCases {
      let table = intake.library[recordClass]
      for row in 0..<table.count where table.findingCounts[row] > 0 {
        let status = RowStatus(rawValue: table.status[row])
        guard status != .duplicate, status != .conflict, !table.revisions.isAmendment(row) else {
          continue
        }
        let key = FeedTally.Key(feed: table.provenance.feed(row), recordClass: recordClass)
        flagged[key, default: 0] += 1
      }
    }
    return flagged
  }

  private static func examples(
    of rule: Rule, in intake: Intake, atMost limit: Int
  ) -> [Finding] {
    if rule.rejects { return Array((intake.rejects.examples[rule] ?? []).prefix(limit)) }
    let newest = intake.library.findings.newest(limit, rule: rule)
    return newest.reversed().compactMap { intake.inspector?.explain($0) }
  }
}
