import Foundation
import Testing

@Suite("check")
struct CheckTests {
  @Test("counts findings by rule, each with its place, and exits with 1 for a rejected row")
  func json() throws {
    let feed = """
      order_id,placed_at,seller,amount
      PO1,2026-06-01,foreign:ACME,1.00
      PO2,2026-06-01,foreign:ACME,
      PO1,2026-06-01,foreign:ACME,2.00
      PO1,2026-06-01,foreign:ACME,1.00

      """
    let outcome = try runTradewatch(["check", "order=-", "--format", "json"], input: feed)

    #expect(outcome.status == 1)
    #expect(
      outcome.errors.hasPrefix(
        "tradewatch: 1 row was rejected; tradewatch quarantine list --library "))
    #expect(
      outcome.output == """
        {"feeds":[
        {"feed":"-","class":"order","read":4,"accepted":1,"flagged":0,"rejected":1,\
        "duplicates":1,"conflicts":1,"amendments":0}
        ],"findings":[
        {"rule":"F07-required","severity":"rejected","count":1,"examples":[{"feed":"-","line":3,\
        "offset":66,"field":"amount","expected":"a value","found":"","key":"PO2"}]},
        {"rule":"V04-conflict","severity":"error","count":1,"examples":[{"feed":"-","line":4,\
        "offset":95,"field":"","expected":"amount 1.00 as in -:2, or a higher version","found":"2.00",\
        "key":"PO1"}]},
        {"rule":"V04-duplicate","severity":"warning","count":1,"examples":[{"feed":"-","line":5,\
        "offset":128,"field":"","expected":"each record once","found":"the same as -:2",\
        "key":"PO1"}]}
        ]}

        """)
  }

  @Test("exits with 0 where rows are only flagged, and when there is nothing to say")
  func accepted() throws {
    let feed = "order_id,placed_at,seller,amount\nPO1,2026-06-01,WRONG,1.00\n"
    let flagged = try runTradewatch(["check", "order=-"], input: feed)
    #expect(flagged.status == 0)
    #expect(flagged.output.contains("V01-credit-code  1"))

    let clean = try runTradewatch(
      ["check", "order=-"], input: feed.replacing("WRONG", with: "foreign:ACME"))
    #expect(clean.status == 0)
    #expect(clean.output.hasSuffix("\nno findings\n"))
  }

  @Test("lets nothing from a feed steer the terminal or become markup")
  func unsafeText() throws {
    let feed = "order_id,placed_at,seller,amount\nPO1,2026-06-01,<b>\u{1B}[31m,1.00\n"

    let text = try runTradewatch(["check", "order=-"], input: feed)
    #expect(!text.output.contains("\u{1B}"))

    let html = try runTradewatch(["check", "order=-", "--format", "html"], input: feed)
    #expect(!html.output.contains("<b>") && !html.output.contains("\u{1B}"))
  }

  @Test("reports exactly what generate planted", arguments: [1, 7])
  func manifest(seed: Int) throws {
    try withFeeds([:]) { folder in
      let made = try runTradewatch(
        [
          "generate", "--orders", "3000", "--seed", "\(seed)", "--defects", "0.02", "--output",
          "data",
        ], in: folder)
      #expect(made.status == 0)
      let manifest = try Manifest(folder.appending(path: "data/manifest.json"))

      let outcome = try runTradewatch(
        ["check", "data", "--format", "json", "--limit", "0"], in: folder)
      #expect(outcome.status == 1)
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))

      let found = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.rule, $0.count) })
      #expect(found == manifest.findings.mapValues(\.count))
      for feed in report.feeds {
        let name = URL(filePath: feed.feed).lastPathComponent
        #expect(feed.rejected == manifest.files[name]?.rejected, "\(name)")
        #expect(feed.read == manifest.files[name]?.rows, "\(name)")
      }
    }
  }

  @Test("finds nothing in clean generated data")
  func cleanRun() throws {
    try withFeeds([:]) { folder in
      _ = try runTradewatch(
        ["generate", "--orders", "3000", "--defects", "0", "--output", "data"], in: folder)

      let outcome = try runTradewatch(["check", "data"], in: folder)

      #expect(outcome.status == 0)
      #expect(outcome.output.hasSuffix("\nno findings\n"))
    }
  }

  private struct Report: Decodable {
    struct Feed: Decodable {
      var feed: String
      var read: Int
      var rejected: Int
    }

    struct Entry: Decodable {
      var rule: String
      var count: Int
    }

    var feeds: [Feed]
    var findings: [Entry]
  }

  private struct Manifest: Decodable {
    struct File: Decodable {
      var rows: Int
      var rejected: Int
    }

    struct Planted: Decodable {
      var count: Int
    }

    var files: [String: File]
    var findings: [String: Planted]

    init(_ file: URL) throws {
      self = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: file))
    }
  }
}
