import Testing

@Suite("Settings in a file")
struct SettingsTests {
  /// A panel with one of its lines replaced, and what is said of it behind the file's name.
  static let mistakes: [(line: String, text: String)] = [
    (
      "measures = [\"cuont()\"]",
      """
      panel mine: measure: expected a measure such as sum(amount), found 'cuont'
        cuont()
        ^^^^^
      help: the nearest is 'count'

      """
    ),
    (
      "by = [\"chanel\"]",
      """
      panel mine: by: expected a field or dimension of order, found 'chanel'
        chanel
        ^^^^^^
      help: the nearest is 'channel'

      """
    ),
    (
      "kind = \"pie\"",
      """
      panel mine: kind: expected one of key_figures, trend, top, breakdown, map, funnel, ages, \
      found 'pie'

      """
    ),
    (
      "class = \"ordr\"",
      """
      panel mine: class: expected one of enterprise, commodity, order, order_line, contract, \
      invoice, invoice_line, waybill, waybill_event, found 'ordr'

      """
    ),
    (
      "screen = \"oders\"",
      """
      panel mine: screen: expected one of overview, enterprises, commodities, orders, contracts, \
      invoices, logistics, tail, alerts, feeds, found 'oders'

      """
    ),
    (
      "window = \"2h\"",
      "panel mine: window: expected one of 15m, 1h, 24h, 7d, 30d, all, found '2h'\n"
    ),
    ("by = []", "panel mine: by: expected a dimension to group by for breakdown\n"),
  ]

  @Test("A panel with a mistake is refused by every command that is given it", arguments: mistakes)
  func wrongPanel(line: String, text: String) throws {
    let commands = [["report"], ["query", "order"], ["check"], ["records", "order"]]
    let key = line.split(separator: " ")[0]
    let lines = SettingsTests.panel.split(separator: "\n").filter { !$0.hasPrefix("\(key) =") }
    let settings = (lines + [line[...]]).joined(separator: "\n") + "\n"
    try withFeeds(["my.toml": settings, "orders.csv": SmallFeeds.orders]) { folder in
      for command in commands {
        let outcome = try runTradewatch(
          command + ["orders.csv", "--config", "my.toml"], in: folder)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "tradewatch: my.toml: " + text)
      }
    }
  }

  @Test("A panel of the user stands in the report")
  func ownPanel() throws {
    try withFeeds(["my.toml": SettingsTests.panel, "orders.csv": SmallFeeds.orders]) { folder in
      let outcome = try runTradewatch(
        [
          "report", "orders.csv", "--config", "my.toml", "--window", "all", "--format", "csv", "-q",
        ],
        in: folder)

      #expect(outcome.output.contains("\norders,mine,1,channel,app\n"))
    }
  }

  /// A table of an alert, and what is said of it; `nil` where it is right.
  static let alerts: [(table: String, text: String?)] = [
    ("id = \"silence\"\nwarning = 30\ncritical = 120", nil),
    ("id = \"error-share\"\noff = true", nil),
    (
      "id = \"a\"\ntitle = { en = \"A\" }\nclass = \"order\"\nwhere = \"state = paid\"\n"
        + "window = \"24h\"\nwarning = 2.5", nil
    ),
    ("id = \"a\"\ntitle = { en = \"A\" }\nrule = \"V03-tax\"\nwarning = 1", nil),
    (
      "id = \"a\"\nwarning = 1",
      "alert a: class: expected a record class to count, a rule whose findings to count, or a kind\n"
    ),
    (
      "id = \"a\"\ntitle = { en = \"A\" }\nrule = \"V99\"\nwarning = 1",
      "alert a: rule: expected the id of a rule such as V03-tax, found 'V99'\n"
    ),
    (
      "id = \"silence\"\nwarning = 400",
      "alert silence: critical: expected at least the limit of the warning, 400.0, found '300.0'\n"
    ),
    (
      "id = \"a\"\ntitle = { en = \"A\" }\nclass = \"order\"\nwhere = \"stat = paid\"\nwarning = 1",
      """
      alert a: where: expected a field or dimension of order, found 'stat'
        stat = paid
        ^^^^
      help: the nearest is 'state'

      """
    ),
  ]

  @Test("Limits of alerts are taken, and a mistake in them is named", arguments: alerts)
  func limits(table: String, text: String?) throws {
    try withFeeds(["my.toml": "[[alert]]\n\(table)\n", "orders.csv": SmallFeeds.orders]) { folder in
      let outcome = try runTradewatch(
        ["query", "order", "orders.csv", "--config", "my.toml", "-q"], in: folder)

      #expect(outcome.status == (text == nil ? 0 : 1))
      #expect(outcome.errors == (text.map { "tradewatch: my.toml: " + $0 } ?? ""))
    }
  }

  private static let panel = """
    [[panel]]
    id = "mine"
    screen = "orders"
    kind = "breakdown"
    title = { en = "Orders by channel" }
    class = "order"
    measures = ["count()"]
    by = ["channel"]

    """
}
