import Foundation
import Testing

/// Input that is meant to harm, or as if it were, through the built program.
@Suite("Hostile input", .serialized)
struct HostileInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    /// Shell that writes what stands between two good rows.
    var between: String
    /// How often each rule is broken.
    var findings: [String: Int]
    /// Orders that are kept, the two good ones among them.
    var accepted = 2
    var options: [String] = []
    var testDescription: String { name }
  }

  private static let header = "order_id,placed_at,seller,amount"
  private static let json =
    #"{"order_id":"ID","placed_at":"2026-06-01","seller":"foreign:S","amount":1}"#

  /// 1 GiB without a line end.
  private static let giant = "head -c 1073741824 /dev/zero | tr '\\0' x; echo"
  /// A row that is fine but for its first cell.
  private static func row(_ id: String) -> String {
    "printf '\(id),2026-06-01,foreign:S,1.00\\n'"
  }

  static let delimited = [
    Case(name: "a line of 1 GiB", between: giant, findings: ["F06-long": 1]),
    Case(
      name: "a row of a million cells", between: "head -c 1000000 /dev/zero | tr '\\0' ,; echo",
      findings: ["F06-long": 1]),
    Case(
      name: "200 MB of NULs", between: "head -c 200000000 /dev/zero; echo",
      findings: ["F06-long": 1]),
    Case(name: "NULs within rows", between: row(#"a\000b"#), findings: ["F05-nul": 1]),
    Case(name: "a raw surrogate", between: row(#"a\355\240\200"#), findings: ["F04-encoding": 1]),
    Case(
      name: "an unclosed quote over a million rows",
      between: "printf '\"open'; \(row("Q")); seq -f 'R%.0f,2026-06-01,foreign:S,1.00' 1000000",
      findings: ["F01-quote": 1], accepted: 1_000_002),
    Case(
      name: "200,000 wrong quotes", between: "yes '\"x' | head -n 200000",
      findings: ["F01-quote": 200_000]),
  ]

  static let lines = [
    Case(name: "a line of 1 GiB", between: giant, findings: ["F06-long": 1]),
    Case(
      name: "lone surrogates",
      between: #"printf '{"order_id":"\\ud800"}\n{"order_id":"\\udc00x"}\n'"#,
      findings: ["F03-json": 2]),
    Case(
      name: "100,000 nested brackets", between: "head -c 100000 /dev/zero | tr '\\0' '['; echo",
      findings: ["F06-long": 1]),
    Case(
      name: "100,000 nested brackets within the limit",
      between: "printf '{\"x\":'; head -c 100000 /dev/zero | tr '\\0' '['; echo",
      findings: ["F03-json": 1], options: ["--max-row-bytes", "1048576"]),
    Case(
      name: "an unclosed string over 200,000 lines",
      between: #"printf '{"order_id":"open\n'; yes '{"order_id":1' | head -n 200000"#,
      findings: ["F03-json": 200_001]),
  ]

  @Test(
    "is a finding each in CSV, all other rows are kept, and memory stays small",
    arguments: delimited)
  func csv(hostile: Case) throws {
    try check(
      hostile, before: "echo \(Self.header); \(Self.row("first"))", after: Self.row("last"))
  }

  @Test(
    "is a finding each in JSON Lines, all other rows are kept, and memory stays small",
    arguments: lines)
  func jsonLines(hostile: Case) throws {
    func line(_ id: String) -> String { "echo '\(Self.json.replacing("ID", with: id))'" }
    try check(hostile, before: line("first"), after: line("last"))
  }

  @Test("A header of a million columns makes every row a finding, and says so")
  func manyColumns() throws {
    try withFeeds([:]) { folder in
      let run = try MeasuredRun(
        ["check", "-", "--format", "json"],
        fedBy: "seq -s , 1000000; \(Self.row("a")); \(Self.row("b"))", in: folder)

      #expect(try counts(run.output) == ["F06-long": 1, "F10-class": 2])
      #expect(run.peakMegabytes < 256)
    }
  }

  private func check(_ hostile: Case, before: String, after: String) throws {
    try withFeeds([:]) { folder in
      let run = try MeasuredRun(
        ["check", "-", "--format", "json"] + hostile.options,
        fedBy: "\(before); \(hostile.between); \(after)", in: folder)

      #expect(run.status == 1)
      let found = try counts(run.output).filter { $0.key.hasPrefix("F") }
      #expect(found == hostile.findings)
      #expect(run.output.contains("\"accepted\":\(hostile.accepted),"))
      // A million records that are kept are not the input's harm.
      #expect(run.peakMegabytes < (hostile.accepted > 1000 ? 512 : 256))
    }
  }

  /// The findings of a report by their rules.
  private func counts(_ report: String) throws -> [String: Int] {
    let whole = try JSONSerialization.jsonObject(with: Data(report.utf8))
    let findings = try #require((whole as? [String: Any])?["findings"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: findings.compactMap { finding in
        (finding["rule"] as? String).flatMap { rule in
          (finding["count"] as? Int).map { (rule, $0) }
        }
      })
  }
}
