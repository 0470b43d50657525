import Foundation
import TestSupport
import Testing

/// The public data sets that lie beside the checkout, converted by the very commands of the how-to
/// page, against figures computed with DuckDB and Python's Decimal.
@Suite("Real data agrees with its reference answers")
struct RealDataTests {
  @Test(
    "AdventureWorks purchasing: orders, freight, ship methods and lines",
    .enabled(
      if: sharedData("adventureworks/expected.json") != nil, "no shared data beside the checkout"))
  func adventureWorks() throws {
    let expected = try Expected("adventureworks/expected.json")

    let answers = try converted("ADVENTUREWORKS", folder: "adventureworks/clean")

    #expect(answers.text.contains(expected.text("sum_total_due")))
    #expect(answers.text.contains(expected.text("sum_freight")))
    for (method, count) in expected.counts("by_shipmethod") {
      #expect(answers.lines.contains("\(method),\(count)"))
    }
    let lines = try #require(answers.lines.last { !$0.isEmpty }).split(separator: ",")
    #expect(String(lines[0]) == expected.text("po_lines"))
    #expect(
      Decimal(string: String(lines[1])) == Decimal(string: expected.text("sum_line_total")))
  }

  @Test(
    "Northwind: orders, sales, freight to the cent, shippers and what was not shipped",
    .enabled(if: sharedData("northwind/expected.json") != nil, "no shared data beside the checkout")
  )
  func northwind() throws {
    let expected = try Expected("northwind/expected.json")

    let answers = try converted("NORTHWIND", folder: "northwind/csv")

    let totals = try #require(answers.lines.first { $0.hasPrefix("830,") }).split(separator: ",")
    let sales = expected.text("gross_sales(sum qty*price*(1-disc))")
    #expect(centsDiffer(String(totals[1]), sales) <= 1)
    #expect(centsDiffer(String(totals[2]), expected.text("sum_freight")) <= 1)
    #expect(answers.lines.contains(expected.text("not_shipped")))
    for (shipper, count) in expected.counts("orders_by_shipper") {
      #expect(answers.lines.contains("\(shipper),\(count)"))
    }
  }

  /// The output of the how-to page's block that reads `$variable`.
  private func converted(
    _ variable: String, folder: String
  ) throws -> (text: String, lines: [String]) {
    let page = checkout().appending(path: "docs/how-to/load-foreign-files.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let blocks = text.components(separatedBy: "\n```bash\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
    let block = try #require(blocks.first { $0.contains("$\(variable)") })
    let data = try #require(sharedData(folder))
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let outcome = try runShell("export \(variable)='\(data.path)'\nset -e\n\(block)", in: place)
    try #require(outcome.status == 0, "\(outcome.output)")
    return (outcome.output, outcome.output.components(separatedBy: "\n"))
  }
}

/// Reference answers as JSON.
private struct Expected {
  private let values: [String: Any]

  init(_ path: String) throws {
    let data = try Data(contentsOf: try #require(sharedData(path)))
    values = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func text(_ key: String) -> String { values[key].map { "\($0)" } ?? "missing \(key)" }

  func counts(_ key: String) -> [String: Int] { values[key] as? [String: Int] ?? [:] }
}

private func centsDiffer(_ left: String, _ right: String) -> Double {
  abs((Double(left) ?? .infinity) - (Double(right) ?? 0)) * 100
}
