import Foundation
import Testing

@Suite("Alerts of feeds")
struct FeedAlertTests {
  private static let limits = "[[alert]]\nid = \"silence\"\nwarning = 2\ncritical = 600\n"

  @Test("A feed that falls silent is told with its name, and taken back when rows come again")
  func silence() throws {
    try withFeeds(["limits.toml": FeedAlertTests.limits]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<10))
      _ = try GrowingFile(
        folder.appending(path: "contracts.csv"), "contract_id,party_a,party_b,signed_at,value\n")
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(
        "--config limits.toml orders.csv contracts.csv", after: "cd '\(folder.path)'; ")
      try tmux.waitForRecords(10)
      try feed.append(OrderRows.rows(10..<20))
      try tmux.waitForRecords(20)
      try tmux.press("0")

      try tmux.wait(for: "the silence", seconds: 10) { $0.contains(/orders.csv +STALLED/) }
      try tmux.press("9")
      let alerts = try tmux.wait(for: "the alert") { $0.contains("orders.csv: no data for") }
      #expect(!alerts.contains("contracts.csv: no data for"))

      _ = try feed.append(rowsFrom: 20, perSecond: 20, seconds: 2)
      try tmux.wait(for: "the end of the alert", seconds: 10) {
        !$0.contains("orders.csv: no data for")
      }
    }
  }

  @Test("A feed whose file goes away, and one that is broken, are told within a second")
  func broken() throws {
    try withFeeds(["invoices.csv.gz": "no gzip at all"]) { folder in
      let orders = folder.appending(path: "orders.csv")
      _ = try GrowingFile(orders, OrderRows.header + OrderRows.rows(0..<10))
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch("orders.csv invoices.csv.gz", after: "cd '\(folder.path)'; ")
      try tmux.wait(for: "the first frame") { $0.contains("1 Overview") }
      try tmux.press("0")
      try tmux.wait(for: "a broken feed and one that goes on") {
        $0.contains(/invoices.csv.gz +BROKEN/) && $0.contains(/orders.csv +live/)
      }

      try FileManager.default.removeItem(at: orders)

      try tmux.wait(for: "the missing feed", seconds: 1) { $0.contains(/orders.csv +waiting/) }
      try tmux.press("9")
      try tmux.wait(for: "both alerts", seconds: 1) {
        $0.contains("orders.csv: feed not readable") && $0.contains("invoices.csv.gz: feed not")
      }
    }
  }
}
