import Foundation
import Testing

@Suite("report")
struct ReportTests {
  @Test("prints a table for each panel, then feeds and findings, for people")
  func text() throws {
    let outcome = try report([])

    #expect(outcome.status == 0)
    #expect(
      outcome.errors.hasPrefix(
        "tradewatch: 1 row was rejected; tradewatch quarantine list --library "))
    #expect(
      outcome.output.contains(
        """
        Orders: Orders by state (all)
        state   count()
        paid          2
        placed        2
        """))
    #expect(outcome.output.contains("\nContracts: Contracts by state (all)\nnone\n"))
    #expect(
      outcome.output.contains(
        """
        Feeds
        feed  class  read  accepted  flagged  rejected  duplicates  conflicts  amendments
        -     order     6         4        4         1           1          0           0
        """))
  }

  @Test("prints one JSON document with the panels' own figures")
  func json() throws {
    let outcome = try report(["--format", "json"])

    let printed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let panels = try #require((printed as? [String: Any])?["panels"] as? [[String: Any]])
    let names = panels.compactMap { $0["panel"] as? String }
    #expect(names.first == "overview.figures")
    #expect(names.suffix(2) == ["feeds", "findings"])
    let figures = try #require(panels.first?["rows"] as? [[Any]])
    #expect(figures[0][1] as? Int == 4)
    #expect(figures[1][1] as? String == "133.6333")
    let trend = try #require(panels.first { $0["panel"] as? String == "overview.orders" })
    let days = try #require(trend["rows"] as? [[Any]])
    #expect(
      days.map { $0.map { "\($0)" } }
        == [["2026-06-01", "2"], ["2026-06-02", "1"], ["2026-06-03", "1"]])
  }

  @Test("prints CSV with one value a row")
  func csv() throws {
    let outcome = try report(["--format", "csv", "-q"])

    #expect(outcome.output.hasPrefix("screen,panel,row,column,value\n"))
    #expect(outcome.output.contains("\noverview,overview.figures,2,value,133.6333\n"))
    #expect(outcome.output.contains("\nfeeds,feeds,1,rejected,1\n"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("a condition narrows every panel that has its fields")
  func condition() throws {
    let outcome = try report(["--format", "csv", "-q", "--where", "province = \"33\""])

    #expect(outcome.output.contains("\noverview,overview.figures,1,value,2\n"))
    #expect(outcome.output.contains("\noverview,overview.figures,2,value,100.20\n"))
  }

  @Test("speaks Chinese when asked to")
  func chinese() throws {
    let outcome = try report(["--lang", "zh", "-q"])

    #expect(outcome.output.hasPrefix("总览: 关键指标 (all)\n"))
  }

  @Test("lets nothing from a feed become markup or steer the terminal")
  func unsafeText() throws {
    let feed = """
      order_id,placed_at,seller,amount,channel
      PO1,2026-06-01,<script>alert(1)</script>,1.00,\u{1B}[31mred
      PO2,2026-06-01,"a&b ""c"" 'd'",1.00,app

      """
    let html = try runTradewatch(["report", "order=-", "--format", "html", "-q"], input: feed)
    #expect(html.output.hasPrefix("<!doctype html>\n") && html.output.hasSuffix("</html>\n"))
    #expect(!html.output.contains("<script"))
    #expect(html.output.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.output.contains("a&amp;b &quot;c&quot; &#39;d&#39;"))
    #expect(!html.output.contains("http") && !html.output.contains("src="))

    for format in ["html", "text", "json"] {
      let outcome = try runTradewatch(["report", "order=-", "--format", format], input: feed)
      #expect(!outcome.output.contains("\u{1B}"), "\(format)")
    }
  }

  @Test("of no feed is of the sample data")
  func noFeed() throws {
    let outcome = try runTradewatch(["report", "--format", "csv", "-q"])

    #expect(outcome.status == 0)
    let first = outcome.output.split(separator: "\n").first {
      $0.hasPrefix("overview,overview.figures,1,value,")
    }
    let orders = try #require(first?.split(separator: ",").last.flatMap { Int($0) })
    #expect(orders > 0)
  }

  /// Arguments, the exit code, and how the text on standard error begins.
  static let refusals: [(arguments: [String], status: Int32, text: String)] = [
    (["order=-", "--strict"], 1, "tradewatch: 1 row was rejected\n"),
    (["/nowhere/orders.csv"], 1, "tradewatch: /nowhere/orders.csv: no such file or directory\n"),
    (
      ["order=-", "--window", "2h"], 64,
      "tradewatch: --window: expected 15m, 1h, 24h, 7d, 30d or all, found '2h'\n"
    ),
    (
      ["order=-", "--where", "nonsense = 1"], 64,
      "tradewatch: --where: expected a field or dimension of order, found 'nonsense'\n"
    ),
    (
      ["order=-", "--format", "xml"], 64,
      "tradewatch: --format: expected text, json, csv, html, found 'xml'\n"
    ),
  ]

  @Test("refuses what it cannot do with its reason and exit code", arguments: refusals)
  func refusal(arguments: [String], status: Int32, text: String) throws {
    let outcome = try runTradewatch(["report"] + arguments, input: SmallFeeds.orders)

    #expect(outcome.status == status)
    #expect(outcome.errors.hasPrefix(text), "\(outcome.errors)")
  }

  private func report(_ arguments: [String]) throws -> Outcome {
    try runTradewatch(
      ["report", "order=-", "--window", "all"] + arguments, input: SmallFeeds.orders)
  }
}
