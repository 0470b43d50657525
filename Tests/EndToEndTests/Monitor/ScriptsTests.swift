import Foundation
import TestSupport
import Testing

@Suite("Scripts and control characters")
struct ScriptsTests {
  private static let names = [
    "中文商店名称", "한국상점이름", "かなカナ店", "Cafe\u{301} Combine\u{301}", "👩\u{200D}👩\u{200D}👧家庭ZWJ",
    "ร้านค้าไทย", "Élève Ñandú", "ﬁne ﬂow ligature",
  ]

  @Test("keep the column border in one cell, selected and highlighted too")
  func border() throws {
    var enterprises = "uscc,name,status\n"
    var orders = OrderRows.header
    for (index, name) in Self.names.enumerated() {
      enterprises += "foreign:S\(index),\(name),open\n"
      orders +=
        "E\(index),2026-06-01T08:00:00+08:00,yunshi,foreign:S\(index),\(90 - index).00,paid\n"
    }
    try withFeeds(["enterprises.csv": enterprises, "orders.csv": orders]) { folder in
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)
      try tmux.waitForRecords(16)
      try tmux.press("/")
      try tmux.type("e")
      try tmux.wait(for: "hits") { $0.contains(/\/e +[0-9]+ hits/) }
      try tmux.press("Enter")
      for _ in Self.names {
        try tmux.press("j")
        try expectAligned(
          try tmux.wait(for: "all rows") { $0.contains("ligature") && $0.contains("中文商店") })
      }
    }
  }

  /// Each name stands in a row whose first border is in the cell of the panel's title.
  private func expectAligned(_ screen: String) throws {
    let title = try #require(lines(screen).first { $0.contains("Top enterprises") })
    let corner = try #require(title.firstIndex { "┬┼".contains($0) })
    let border = cells(title[..<corner])
    // Of a cluster that terminals measure differently its base alone is drawn.
    for name in Self.names.map({ $0.contains("家庭") ? "👩家庭ZWJ" : $0 }) {
      let row = lines(screen).first { $0.unicodeScalars.contains(name.unicodeScalars) }
      let found = try #require(row, "\(name) in\n\(screen)")
      let bar = try #require(found.firstIndex(of: "│"))
      #expect(cells(found[..<bar]) == border, "\(found)")
    }
  }

  @Test("never reach the terminal as control sequences")
  func controls() throws {
    let evil = "\u{1B}]0;EVIL\u{7}na\u{1B}[31mme\u{9B}31m\u{202E}bidi\u{2066}"
    let rows =
      "uscc,name,status\nforeign:S1,\(evil),open\nforeign:S2,plain,open\n"
    let orders =
      OrderRows.header
      + "E1,2026-06-01T08:00:00+08:00,yun\u{1B}[2Jshi,foreign:S1,9.00,paid\n"
    try withFeeds(["enterprises.csv": rows, "orders.csv": orders]) { folder in
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.command("printf '\\033]2;safe\\007'")
      try tmux.wait(for: "the title") { _ in (try? tmux.property("#{pane_title}")) == "safe" }
      let log = folder.appending(path: "written")
      try tmux.record(to: log)
      try tmux.watch("--no-color \(folder.path)")
      try tmux.waitForRecords(3)
      for keys in [["Enter"], ["Enter"], ["Enter"], ["8"], ["2"]] {
        for key in keys { try tmux.press(key) }
        usleep(200_000)
      }
      try tmux.wait(for: "screen 2") { $0.contains("2 Enterprises") }
      try tmux.press("q")
      #expect(try tmux.exitCode() == 0)

      #expect(try tmux.property("#{pane_title}") == "safe")
      let written = String(decoding: try Data(contentsOf: log), as: UTF8.self)
      #expect(written.contains("bidi"))
      for sequence in ["\u{1B}]0;", "\u{1B}[31m", "\u{1B}[2J", "\u{9B}", "\u{202E}", "\u{2066}"] {
        #expect(
          !written.unicodeScalars.contains(sequence.unicodeScalars), "\(sequence.debugDescription)")
      }
    }
  }
}
