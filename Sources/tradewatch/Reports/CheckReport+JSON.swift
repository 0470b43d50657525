import Commerce
import Library

extension CheckReport {
  /// `{"feeds":[…],"findings":[…]}`, a line for each feed and each rule.
  var json: String { jsonHead + "}\n" }

  /// The same up to the last brace.
  var jsonHead: String {
    let feedLines = feeds.map(CheckReport.json)
    let ruleLines = findings.map(CheckReport.json)
    return "{\"feeds\":[\n\(feedLines.joined(separator: ",\n"))\n],\"findings\":["
      + (ruleLines.isEmpty ? "" : "\n\(ruleLines.joined(separator: ",\n"))\n") + "]"
  }

  private static func json(_ counts: FeedCounts) -> String {
    let name = counts.recordClass.map { jsonString($0.name) } ?? "null"
    let numbers = counts.numbers.map { "\"\($0.name)\":\($0.count)" }
    return "{\"feed\":\(jsonString(counts.feed)),\"class\":\(name),"
      + numbers.joined(separator: ",") + "}"
  }

  private static func json(_ entry: RuleFindings) -> String {
    let examples = entry.examples.map(json)
    return "{\"rule\":\(jsonString(entry.rule.id)),"
      + "\"severity\":\(jsonString(entry.rule.severity.name)),\"count\":\(entry.count),"
      + "\"examples\":[\(examples.joined(separator: ","))]}"
  }

  private static func json(_ finding: Finding) -> String {
    "{\"feed\":\(jsonString(finding.place.feed)),\"line\":\(finding.place.line),"
      + "\"offset\":\(finding.place.offset),\"field\":\(jsonString(finding.field)),"
      + "\"expected\":\(jsonString(finding.expected)),\"found\":\(jsonString(finding.found)),"
      + "\"key\":\(jsonString(finding.key))}"
  }
}
