import Foundation
import TestSupport
import Testing

/// Answers to queries over generated records of all six classes, against those that DuckDB and
/// plain Python gave for the same files (`Oracle/oracle.py answers`, committed under `answers`).
///
/// Where the generator changes on purpose, make the answers anew:
///
///     tradewatch generate --orders 5000 --seed 7 --defects 0.02 --output /tmp/oracle
///     Tests/EndToEndTests/Oracle/oracle.py answers /tmp/oracle Tests/EndToEndTests/Oracle/answers
@Suite("Queries answer what an independent tool answers")
struct OracleTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Oracle/answers")

  /// The generated records, made once for all queries.
  static let records: URL = FileManager.default.temporaryDirectory
    .appending(path: "oracle-\(UUID().uuidString)")
  static let made: Outcome? = try? runTradewatch([
    "generate", "--orders", "5000", "--seed", "7", "--defects", "0.02", "--output", records.path,
  ])

  @Test("Every query of queries.tsv", arguments: try Question.all())
  func answers(question: Question) throws {
    try #require(OracleTests.made?.status == 0)
    let expected = try table(
      String(
        contentsOf: OracleTests.folder.appending(path: question.name + ".csv"), encoding: .utf8))
    let header = try #require(expected.first)

    let outcome = try runTradewatch(question.arguments(columns: header, in: OracleTests.records))

    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = table(outcome.output)
    #expect(found.first == header)
    #expect(found.count == expected.count)
    for (mine, theirs) in zip(found, expected) {
      for (column, cells) in zip(header, zip(mine, theirs)) {
        #expect(agree(cells.0, cells.1, column), "\(column): \(mine), expected \(theirs)")
      }
    }
  }

  private func table(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { csvFields(String($0)) }
  }

  /// Equal as text or as exact decimals; what is computed in binary64 within 10⁻¹² of each other,
  /// because its sums are taken in another order.
  private func agree(_ mine: String, _ theirs: String, _ column: String) -> Bool {
    if mine == theirs { return true }
    let isExact = ["count(", "sum(", "min(", "max(", "distinct("].contains { column.hasPrefix($0) }
    if isExact { return Decimal(string: mine) == Decimal(string: theirs) }
    guard let left = Double(mine), let right = Double(theirs) else { return false }
    return abs(left - right) <= 1e-12 * max(abs(right), 1)
  }
}

/// One line of `queries.tsv`.
struct Question: CustomTestStringConvertible {
  let name: String
  let recordClass: String
  let filter: String
  let top: String

  var testDescription: String { name }

  static func all() throws -> [Question] {
    try String(contentsOf: OracleTests.folder.appending(path: "queries.tsv"), encoding: .utf8)
      .split(separator: "\n").map { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        return Question(name: cells[0], recordClass: cells[1], filter: cells[2], top: cells[3])
      }
  }

  /// The command line; a column with brackets is a measure, another a dimension.
  func arguments(columns: [String], in folder: URL) -> [String] {
    let plural = recordClass == "commodity" ? "commodities" : recordClass + "s"
    var arguments = ["query", recordClass, folder.appending(path: plural + ".csv").path]
    for column in columns {
      arguments += [column.hasSuffix(")") ? "--measure" : "--by", column]
    }
    if !filter.isEmpty { arguments += ["--where", filter] }
    if !top.isEmpty { arguments += ["--top", top] }
    return arguments + ["--format", "csv"]
  }
}

/// The fields of one CSV line, whose quoted fields hold no line ends.
private func csvFields(_ line: String) -> [String] {
  var fields = [""]
  var isQuoted = false
  for character in line {
    if character == "\"" {
      isQuoted.toggle()
    } else if character == ",", !isQuoted {
      fields.append("")
    } else {
      fields[fields.count - 1].append(character)
    }
  }
  return fields
}
