import Commerce
import Library
import Loading
import Screens

/// How many records break each rule, kept so that only rules whose count changed are looked at again.
struct FindingCounts {
  private var known: [Rule: FindingCount] = [:]

  /// The rules that are broken now, in their order.
  mutating func current(_ intake: Intake) -> [FindingCount] {
    Rule.allCases.compactMap { rule in
      let count =
        rule.rejects ? intake.rejects.counts[rule, default: 0] : intake.library.findings.count(rule)
      guard count > 0 else { return nil }
      if let before = known[rule], before.count == count { return before }
      let entry = rule.rejects ? rejectCount(rule, count, intake) : recordCount(rule, count, intake)
      known[rule] = entry
      return entry
    }
  }

  private func rejectCount(_ rule: Rule, _ count: Int, _ intake: Intake) -> FindingCount {
    FindingCount(
      rule: rule, count: count,
      recordClass: intake.rejects.examples[rule]?.last?.recordClass,
      last: intake.rejects.last[rule])
  }

  private func recordCount(_ rule: Rule, _ count: Int, _ intake: Intake) -> FindingCount {
    let findings = intake.library.findings
    let most = RecordClass.allCases.max {
      findings.count(rule, in: $0) < findings.count(rule, in: $1)
    }
    let last = findings.newest(1, rule: rule).first.map {
      intake.library[$0.recordClass].provenance.arrived($0.row)
    }
    return FindingCount(rule: rule, count: count, recordClass: most, last: last)
  }
}
