import Testing

@Suite("query")
struct QueryTests {
  /// Arguments after the feed, and the CSV that the six small orders give: one is rejected, one is a
  /// duplicate.
  static let answers: [(arguments: [String], csv: String)] = [
    (
      ["--measure", "count()", "--measure", "sum(amount)", "--by", "province"],
      "province,count(),sum(amount)\n31,1,0.10\n33,2,100.20\n,1,33.3333\n"
    ),
    (
      ["--measure", "sum(amount)", "--by", "day"],
      "day,sum(amount)\n2026-06-01,100.10\n2026-06-02,0.20\n2026-06-03,33.3333\n"
    ),
    (
      ["--by", "seller", "--top", "1", "--measure", "sum( amount )"],
      "seller,sum(amount)\n91330106MA27X9QM1B,100.10\n"
    ),
    (
      ["--measure", "count()", "--where", "channel in (\"app\", \"live\") and amount >= 0.2"],
      "count()\n3\n"
    ),
    (
      ["--measure", "count()", "--where", "amount > 0.15", "--where", "ship_to is absent"],
      "count()\n1\n"
    ),
    (["--measure", "sum(paid)", "--where", "state = \"placed\""], "sum(paid)\n\n"),
    (
      ["--measure", "mean(amount)", "--measure", "p50(amount)"],
      "mean(amount),p50(amount)\n33.408325,16.76665\n"
    ),
    (["--measure", "count()", "--window", "24h"], "count()\n1\n"),
    (["--by", "buyer"], "buyer,count()\nb1,2\nb2,1\nb3,1\n"),
  ]

  @Test("answers with one CSV table, to the byte", arguments: answers)
  func csv(arguments: [String], csv: String) throws {
    try withFeeds(["orders.csv": SmallFeeds.orders]) { folder in
      let outcome = try runTradewatch(
        ["query", "order", "orders.csv", "--format", "csv"] + arguments, in: folder)

      #expect(outcome.status == 0)
      #expect(outcome.output == csv)
      #expect(
        outcome.errors.hasPrefix(
          "tradewatch: 1 row was rejected; tradewatch quarantine list --library "))
    }
  }

  @Test("prints JSON with money as text and counts as numbers")
  func json() throws {
    let outcome = try runTradewatch(
      [
        "query", "orders", "order=-", "--format", "json", "--measure", "count()", "--measure",
        "sum(amount)", "--by", "province", "--quiet",
      ], input: SmallFeeds.orders)

    #expect(
      outcome.output == """
        {"columns":[{"name":"province","type":"text","unit":null},\
        {"name":"count()","type":"integer","unit":null},\
        {"name":"sum(amount)","type":"money","unit":"CNY"}],"rows":[
        ["31",1,"0.10"],
        ["33",2,"100.20"],
        [null,1,"33.3333"]
        ],"asOf":null}

        """)
    #expect(outcome.errors.isEmpty)
  }

  @Test("reads classes of several feeds, by name, by prefix and by header")
  func severalFeeds() throws {
    try withFeeds(["orders-1.csv": SmallFeeds.orders, "shipments.csv": SmallFeeds.waybills]) {
      folder in
      let outcome = try runTradewatch(
        [
          "query", "order", "orders-1.csv", "waybills=shipments.csv", "--by", "waybill_count",
          "--format", "csv", "-q",
        ], in: folder)

      #expect(outcome.output == "waybill_count,count()\n0,3\n1,1\n")
    }
  }

  @Test("marks an estimate for people and states its bound; data stay data")
  func estimate() throws {
    let arguments = ["query", "order", "order=-", "--measure", "approx_distinct(seller)"]

    let text = try runTradewatch(arguments, input: SmallFeeds.orders)
    #expect(text.output == "≈ approx_distinct(seller)\n                        2\n")
    #expect(
      text.errors.hasPrefix("≈ approx_distinct(seller): an estimate, ±1.6 % in 95 of 100 cases"))

    let csv = try runTradewatch(arguments + ["--format", "csv", "-q"], input: SmallFeeds.orders)
    #expect(csv.output == "approx_distinct(seller)\n2\n")
    #expect(csv.errors.isEmpty)
  }

  @Test("shows a mistake with a caret and the nearest right word")
  func mistake() throws {
    let outcome = try runTradewatch(
      ["query", "order", "order=-", "--where", "amont >= 100"], input: SmallFeeds.orders)

    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        tradewatch: --where: expected a field or dimension of order, found 'amont'
          amont >= 100
          ^^^^^
        help: the nearest is 'amount'

        """)
  }

  @Test("fails with the system's reason for a file that is not there")
  func noFile() throws {
    let outcome = try runTradewatch(["query", "order", "/nowhere/orders.csv"])

    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        tradewatch: /nowhere/orders.csv: no such file or directory
        help: check the path, and who may read it

        """)
  }

  @Test("fails under --strict when a row was rejected, and still answers")
  func strict() throws {
    let outcome = try runTradewatch(
      ["query", "order", "order=-", "--strict", "--format", "csv"], input: SmallFeeds.orders)

    #expect(outcome.status == 1)
    #expect(outcome.output == "count()\n4\n")
  }

  @Test("ends quietly when nobody reads on")
  func brokenPipe() throws {
    let rows = (1...20_000).map { "PO\($0),2026-06-01,91330106MA27X9QM1B,1.00" }
    let feed = "order_id,placed_at,seller,amount\n" + rows.joined(separator: "\n") + "\n"
    try withFeeds(["orders.csv": feed]) { folder in
      let outcome = try runShellLine(
        "tradewatch query order orders.csv --by order_id --format csv | head -1", in: folder)

      #expect(outcome.status == 0)
      #expect(outcome.output == "order_id,count()\n")
      #expect(outcome.errors.isEmpty)
    }
  }
}
