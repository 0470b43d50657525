import Foundation
import Testing

@Suite("Broken rows")
struct BrokenRowsTests {
  /// Row number (from 1, the header is line 1, so row n is line n + 1) and what stands there.
  private static let broken: [(row: Int, bytes: [UInt8], rule: String)] = [
    (20, Array("E20,2026-06-01T08:20:00+08:00\n".utf8), "F02-fields"),
    (
      50, Array("E50,2026-06-01T08:20:00+08:00,yunshi,foreign:S1,1.00,paid,x,y\n".utf8),
      "F02-fields"
    ),
    (
      80,
      Array("E80,2026-06-01T08:20:00+08:00,yun".utf8) + [0xC3, 0x28]
        + Array("shi,foreign:S1,1.00,paid\n".utf8), "F04-encoding"
    ),
    (
      101, Array("E101,2026-06-01T08:20:00+08:00,\"yunshi,foreign:S1,1.00,paid\n".utf8), "F01-quote"
    ),
    (
      140,
      Array("E140,2026-06-01T08:20:00+08:00,yun".utf8) + [0]
        + Array("shi,foreign:S1,1.00,paid\n".utf8), "F05-nul"
    ),
    (
      180,
      Array("E180,2026-06-01T08:20:00+08:00,".utf8) + Array(repeating: 0x78, count: 200_000)
        + Array(",foreign:S1,1.00,paid\n".utf8), "F06-long"
    ),
  ]

  @Test("are one reject each with line and reason on screen 0, and every good row counts")
  func rejects() throws {
    try withFeeds([:]) { folder in
      var bytes = Array(OrderRows.header.utf8)
      for row in 1...203 {
        let broken = Self.broken.first { $0.row == row }
        bytes += broken?.bytes ?? Array(OrderRows.row(row).utf8)
      }
      try Data(bytes).write(to: folder.appending(path: "orders.csv"))
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch("--follow orders.csv", after: "cd '\(folder.path)'; ")
      let overview = try tmux.waitForRecords(203)
      try tmux.press("0")
      let screen = try tmux.wait(for: "screen 0") { $0.contains("0 Feeds") }

      #expect(rejectCount(overview) == 6)
      #expect(screen.contains(/orders.csv +live .* 197 +0 +6 F02-fields 2/))
      #expect(screen.contains(/6 of 6  6 kept in .*tmp/))
      #expect(screen.contains("6 of 6"))
      for broken in Self.broken {
        let line = String(broken.row + 1)
        let rule = broken.rule
        #expect(
          lines(screen).contains { $0.contains(" \(line) \(rule) ") }, "line \(line): \(rule)")
      }
      try tmux.press("Enter")
      try tmux.wait(for: "all of the feed") {
        $0.contains(/rejected +6  +3.0%/) && $0.contains(/quarantine +6 kept in/)
      }
      try tmux.press("q", "q")
      try tmux.wait(for: "where the rows are") {
        $0.contains("6 rejected rows are kept: tradewatch quarantine list --library")
      }
    }
  }
}
