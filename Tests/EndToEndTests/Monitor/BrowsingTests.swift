import Foundation
import TestSupport
import Testing

@Suite("Browsing")
struct BrowsingTests {
  /// 400 enterprises, half of them named 商品…, and 1,200 orders; two thirds of these from the web.
  private static var shops: [String: String] {
    var enterprises = "uscc,name,status\n"
    for index in 0..<400 {
      enterprises += "foreign:S\(index),\(index % 2 == 0 ? "粮油" : "商品")行\(index),open\n"
    }
    var orders = "order_id,placed_at,platform,seller,amount,state,channel\n"
    for index in 0..<1_200 {
      orders +=
        "E\(index),2026-06-01T08:00:00+08:00,yunshi,foreign:S\(index % 400),"
        + "\(index % 500 + 1).00,paid,\(index % 3 == 0 ? "app" : "web")\n"
    }
    return ["enterprises.csv": enterprises, "orders.csv": orders]
  }

  @Test("by search echoes what is typed, counts hits in all rows, and says when there is none")
  func search() throws {
    try withFeeds(Self.shops) { folder in
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch(folder.path)
      let overview = try tmux.waitForRecords(1_600)
      #expect(overview.contains("100 of 400"))
      try tmux.press("/")
      try tmux.type("商品")
      try tmux.wait(for: "all hits") { $0.contains(/\/商品 +200 hits/) }
      try tmux.press("Enter", "n")
      try tmux.wait(for: "the next hit") { $0.contains(/>商品行/) && $0.contains("of 200 hits") }

      try tmux.press("/")
      try tmux.type("无此")
      try tmux.wait(for: "the answer") { $0.contains(/\/无此 +no match/) }
    }
  }

  @Test("with a filter changes every panel and the export alike")
  func filter() throws {
    try withFeeds(Self.shops) { folder in
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(".", after: "cd '\(folder.path)'; ")
      try tmux.waitForRecords(1_600)
      try tmux.press("&")
      try tmux.type("channel = \"web\"")
      try tmux.press("Enter")

      // 800 of the orders, in the key figure, the trend and the bars.
      let overview = try tmux.wait(for: "the filter") {
        $0.contains("filter channel = \"web\"") && $0.contains(/\n 800\s/)
      }
      #expect(overview.contains("max 800"))
      #expect(overview.contains(/ordered +█+ 800 100%/))
      try tmux.press("4")
      let orders = try tmux.wait(for: "screen 4") {
        $0.contains(/4 Orders/) && $0.contains(/\n 800\s/)
      }
      #expect(orders.contains(/paid +█+ 800 100%/))
      try tmux.press("1", "x")
      try tmux.wait(for: "the question") { $0.contains("export to:") }
      try tmux.press("Enter")
      try tmux.wait(for: "the answer") { _ in
        FileManager.default.fileExists(
          atPath: folder.appending(path: "tradewatch-overview.csv").path)
      }

      let exported = try String(
        contentsOf: folder.appending(path: "tradewatch-overview.csv"), encoding: .utf8)
      // Shop 99 has the orders 99, 499 and 899 of 100, 500 and 400; the first is from the app.
      #expect(exported.contains("foreign:S99,900.00,"))
      #expect(!exported.contains("foreign:S99,1000.00,"))
    }
  }

  @Test("reaches an order in three Enters, and Escape brings back the selected row while it moves")
  func drillAndStick() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<2_000))
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)
      let start = try tmux.waitForRecords(2_000)
      try tmux.press("j", "j", "j")
      let moved = try tmux.wait(for: "a selection further down") {
        selectedSeller($0) != nil && selectedSeller($0) != selectedSeller(start)
      }
      let seller = try #require(selectedSeller(moved))

      // Other sellers overtake it, a thousand lines a second, while one looks at its records.
      var opened = 0
      let total = try feed.append(rowsFrom: 2_000, perSecond: 1_000, seconds: 3) { written in
        if written >= (opened + 1) * 500, opened < 3 {
          try tmux.press("Enter")
          opened += 1
          if opened == 3 {
            try tmux.wait(for: "the order") { $0.contains(/Raw row: E[0-9]+/) }
          }
        }
      }
      #expect(opened == 3)
      try feed.append(
        (0..<200).map {
          "X\($0),2026-06-01T08:30:00+08:00,yunshi,foreign:S\($0 % 8),9000.00,paid\n"
        }
        .joined())
      for crumbs in [2, 1] {
        try tmux.press("Escape")
        try tmux.wait(for: "\(crumbs) steps") { header in
          lines(header)[0].split(separator: ">").count - 1 == crumbs
        }
      }
      try tmux.press("Escape")
      try tmux.waitForRecords(total + 200)
      try tmux.wait(for: "the same selection") { selectedSeller($0) == seller }
    }
  }

  @Test("a frozen table stands while the records are counted on")
  func freeze() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<2_000))
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)
      try tmux.waitForRecords(2_000)
      try tmux.press("Space")
      let frozen = try tmux.wait(for: "the word for it") {
        lines($0)[0].contains(/FROZEN|frozen|FREEZE/)
      }

      let total = try feed.append(rowsFrom: 2_000, perSecond: 1_000, seconds: 2)
      let counted = try tmux.waitForRecords(total)
      #expect(sellers(counted) == sellers(frozen))
      #expect(!sellers(frozen).isEmpty)

      try tmux.press("Space")
      try tmux.wait(for: "fresh figures") { sellers($0) != sellers(frozen) }
    }
  }

  private func selectedSeller(_ screen: String) -> String? {
    screen.firstMatch(of: /\n>(foreign:S[0-9]+)\s/).map { String($0.output.1) }
  }

  private func sellers(_ screen: String) -> [String] {
    lines(screen).filter { $0.contains(/^.foreign:S/) }
  }
}
