import Foundation
import TestSupport
import Testing

@Suite("Mapped feeds through the program")
struct MappingCommandTests {
  private static let headers = """
    {"no":"A-1","made":"03/06/2026 10:00","shop":"S1","stage":"Shipped"}
    {"no":"A-2","made":"04/06/2026 11:30","shop":"S2","stage":"Done"}
    {"no":"A-3","made":"05/06/2026 12:00","shop":"S1","stage":"Lost"}

    """
  private static let lines = """
    {"of":"A-1","pos":1,"qty":2,"each":"10.50"}
    {"of":"A-1","pos":2,"qty":1,"each":"1,000.00"}
    {"of":"A-2","pos":1,"qty":3,"each":"0.333"}

    """
  private static let map = """
    [[feed]]
    files = ["heads*.jsonl"]
    class = "order"
    times = "%d/%m/%Y %H:%M"
    zone = "Z"
    [feed.columns]
    no = "order_id"
    made = "placed_at"
    goods = "amount"
    stage = "state"
    [feed.computed]
    seller = "'foreign:' & shop"
    [feed.values.state]
    Shipped = "shipped"
    Done = "completed"
    [[feed.join]]
    file = "lines.jsonl"
    id = "of"
    column = "no"
    columns = { goods = "sum(qty * each)" }

    [[feed]]
    files = ["lines.jsonl"]
    class = "order_line"
    columns = { of = "order_id", pos = "line_no", qty = "quantity", each = "unit_price" }

    """

  private func withMappedFeeds(_ body: (URL) throws -> Void) throws {
    try withFeeds(
      [
        "heads.jsonl": MappingCommandTests.headers, "lines.jsonl": MappingCommandTests.lines,
        "map.toml": MappingCommandTests.map,
      ], body)
  }

  @Test("Headers take the sum of their lines, and words and times become ours")
  func joined() throws {
    try withMappedFeeds { folder in
      let outcome = try runTradewatch(
        [
          "query", "order", "heads.jsonl", "--map", "map.toml", "--by", "hour", "--by", "state",
          "--by",
          "seller", "--measure", "sum(amount)", "--format", "csv",
        ], in: folder)

      // 2 × 10.50 + 1000 and 3 × 0.333; an order without lines has no amount, which is required.
      #expect(
        outcome.output == """
          hour,state,seller,sum(amount)
          2026-06-03T18,shipped,foreign:S1,1021.00
          2026-06-04T19,completed,foreign:S2,0.999

          """)
      #expect(outcome.errors.contains("1 row was rejected"))
    }
  }

  @Test("Each file of a directory takes the mapping whose pattern it matches")
  func directory() throws {
    try withMappedFeeds { folder in
      let outcome = try runTradewatch(
        ["check", ".", "--map", "map.toml", "--format", "json"], in: folder)
      let report = try #require(
        JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      let feeds = try #require(report["feeds"] as? [[String: Any]])

      let counts = feeds.map {
        "\($0["class"] ?? "") \($0["accepted"] ?? "") \($0["rejected"] ?? "")"
      }
      #expect(counts.sorted() == ["order 2 1", "order_line 3 0"])
    }
  }

  @Test(
    "A mistake is named with its place and the nearest right word",
    arguments: [
      ("no = \"order_id\"", "no = \"order_di\"", ["map.toml: feed 1", "order_di", "order_id"]),
      ("Shipped = \"shipped\"", "Shipped = \"shiped\"", ["values.state", "shiped", "shipped"]),
      ("times =", "tims =", ["tims", "no such key", "times"]),
      ("class = \"order\"", "class = \"oder\"", ["class", "oder", "order"]),
      ("sum(qty * each)", "sum(qty * )", ["join 1: columns.goods", "a column"]),
      ("'foreign:' & shop", "'foreign:' & ", ["computed.seller", "a column"]),
      ("%d/%m/%Y", "%d/%k/%Y", ["times", "strftime"]),
      ("zone = \"Z\"", "zone = \"+8\"", ["zone", "+08:00"]),
      ("zone = \"Z\"", "zone = ", ["map.toml:5"]),
      ("lines.jsonl\"\n    id", "gone.jsonl\"\n    id", ["gone.jsonl", "no such file"]),
    ])
  func mistakes(right: String, wrong: String, words: [String]) throws {
    try withMappedFeeds { folder in
      let text = MappingCommandTests.map.replacing(
        right.replacing("\n    ", with: "\n"), with: wrong.replacing("\n    ", with: "\n"))
      try #require(text != MappingCommandTests.map)
      try text.write(to: folder.appending(path: "map.toml"), atomically: true, encoding: .utf8)

      let outcome = try runTradewatch(["check", "heads.jsonl", "--map", "map.toml"], in: folder)

      #expect(outcome.status == 1)
      #expect(outcome.output == "")
      for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    }
  }

  @Test("A column that is not in the file is named with the nearest, and its rows are kept aside")
  func missingColumn() throws {
    try withMappedFeeds { folder in
      let text = MappingCommandTests.map.replacing(
        "made = \"placed_at\"", with: "mode = \"placed_at\"")
      try text.write(to: folder.appending(path: "map.toml"), atomically: true, encoding: .utf8)

      let outcome = try runTradewatch(["check", "heads.jsonl", "--map", "map.toml"], in: folder)

      #expect(outcome.status == 1)
      #expect(outcome.output.contains("F07-required"))
      #expect(outcome.output.contains("'mode'"))
    }
  }

  @Test("A notice is said once, and the feed's part of it cannot steer the terminal")
  func noticeIsSafe() throws {
    let map = "[[feed]]\nclass = \"order\"\ncolumns = { total = \"amount\" }\n"
    try withFeeds(["x.csv": "order_id,tot\u{1B}[31mal\nA,1\n", "map.toml": map]) { folder in
      let outcome = try runTradewatch(["check", "x.csv", "--map", "map.toml"], in: folder)

      let said = outcome.errors.components(separatedBy: "names a column 'total' that is not").count
      #expect(said == 2, "\(outcome.errors.debugDescription)")
      #expect(!outcome.errors.contains("\u{1B}") && !outcome.output.contains("\u{1B}"))
    }
  }

  @Test("A proposed mapping maps the file that it was made from")
  func suggestion() throws {
    let file = """
      订单编号,下单时间,店铺,订单总额,订单状态,收货省份
      0001,2026/6/3 10:05,S1,"1,200.50",交易成功,浙江省
      0002,2026/6/13 09:00,S2,3.00,等待买家付款吗,广东

      """
    try withFeeds(["导出.csv": file]) { folder in
      let proposed = try runTradewatch(["map", "suggest", "导出.csv"], in: folder)
      try proposed.output.write(
        to: folder.appending(path: "map.toml"), atomically: true, encoding: .utf8)
      let outcome = try runTradewatch(
        [
          "query", "order", "导出.csv", "--map", "map.toml", "--by", "minute", "--by", "province",
          "--by", "state", "--measure", "sum(amount)", "--format", "csv",
        ], in: folder)

      #expect(proposed.errors.contains("orders, confidence"))
      #expect(proposed.output.contains("# \"等待买家付款吗\" = \"\""))
      #expect(
        outcome.output == """
          minute,province,state,sum(amount)
          2026-06-03T10:05,33,completed,1200.50
          2026-06-13T09:00,44,等待买家付款吗,3.00

          """, "\(proposed.output)\(outcome.errors)")
    }
  }

  @Test("A file without a header that tells anything gets a proposal that says what lacks")
  func poorSuggestion() throws {
    try withFeeds(["x.csv": "foo,bar\n1,2\n"]) { folder in
      let outcome = try runTradewatch(["map", "suggest", "x.csv"], in: folder)

      #expect(outcome.status == 0)
      #expect(outcome.output.contains("Not used: foo, bar"))
      #expect(outcome.errors.contains("nothing was found for"))
      #expect(try runTradewatch(["map", "suggest", "gone.csv"], in: folder).status == 1)
    }
  }
}
