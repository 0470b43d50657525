import Foundation
import TestSupport
import Testing

@Suite("Sizes of the monitor")
struct SizesTests {
  private static let titles = [
    "1": "1 Overview", "2": "2 Enterprises", "3": "3 Commodities", "4": "4 Orders",
    "5": "5 Contracts", "6": "6 Invoices", "7": "7 Logistics", "8": "8 Tail", "9": "9 Alerts",
    "0": "0 Feeds",
  ]

  @Test(
    "hold every screen and the help in their width", arguments: [(80, 24), (120, 40), (200, 60)])
  func screens(columns: Int, rows: Int) throws {
    try withFeeds([:]) { folder in
      _ = try runTradewatch(["generate", "--orders", "500", "--output", folder.path])
      let tmux = try Tmux(columns: columns, rows: rows)
      try tmux.watch(folder.path)
      try tmux.wait(for: "records") { (recordCount($0) ?? 0) > 1_000 }
      for (key, title) in Self.titles {
        try tmux.press(key)
        let screen = try tmux.wait(for: title) { $0.contains(title) }
        expectFits(screen, columns: columns, rows: rows)
        #expect(screen.contains("? help"))
      }

      try tmux.press("?")
      let help = try tmux.wait(for: "the help") { $0.contains("Keys everywhere") }
      expectFits(help, columns: columns, rows: rows)
      try tmux.press("Escape")
      try tmux.wait(for: "the screen below") { !$0.contains("Keys everywhere") }
    }
  }

  @Test("down to 40x10 show all six figures with their names", arguments: [(80, 24), (40, 10)])
  func figures(columns: Int, rows: Int) throws {
    try withFeeds(["orders.csv": OrderRows.header + OrderRows.rows(0..<1_200)]) { folder in
      let tmux = try Tmux(columns: columns, rows: rows)
      try tmux.watch(folder.path)
      let screen = try tmux.waitForRecords(1_200)

      expectFits(screen, columns: columns, rows: rows)
      // 1,200 orders: 1 + 2 + … + 500 twice, and 1 + … + 200.
      let figures = [
        ("Orders", "1,200"), ("Amount CNY", "270.6K"), ("Contracts", "0"), ("Uninvoiced", "0"),
        ("Unsigned 72h", "0"), ("Alerts", "ok"),
      ]
      for (label, value) in figures {
        #expect(screen.contains(label))
        #expect(screen.contains(value))
      }
    }
  }

  @Test("of one cell and of a few start, and leave with q", arguments: [(1, 1), (10, 4), (20, 5)])
  func tiny(columns: Int, rows: Int) throws {
    try withFeeds(["orders.csv": OrderRows.header + OrderRows.rows(0..<50)]) { folder in
      // A prompt needs a few cells to be seen.
      let tmux = try Tmux(columns: max(columns, 10), rows: max(rows, 4))
      try tmux.resize(columns: columns, rows: rows)
      try tmux.watch("\(folder.path); echo $? > '\(folder.path)/code'")
      try tmux.wait(for: "the monitor") { _ in
        (try? tmux.property("#{alternate_on}")) == "1"
      }
      try tmux.press("q")
      try tmux.wait(for: "its end") { _ in (try? tmux.property("#{alternate_on}")) == "0" }
      try tmux.wait(for: "the exit code") { _ in
        (try? String(contentsOf: folder.appending(path: "code"), encoding: .utf8)) == "0\n"
      }
    }
  }

  @Test("walked through under load end in the picture of a fresh start")
  func walk() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<1_000))
      let tmux = try Tmux(columns: 200, rows: 60)
      try tmux.watch(folder.path)
      try tmux.waitForRecords(1_000)
      let sizes = [(80, 24), (40, 10), (10, 4), (1, 1), (200, 60)]
      var step = 0
      let total = try feed.append(rowsFrom: 1_000, perSecond: 2_000, seconds: 2.5) { written in
        guard written >= (step + 1) * 800, step < sizes.count else { return }
        try tmux.resize(columns: sizes[step].0, rows: sizes[step].1)
        step += 1
      }
      #expect(step == sizes.count)
      try tmux.waitForRecords(total)
      let walked = try settled(tmux)

      let fresh = try Tmux(columns: 200, rows: 60)
      try fresh.watch(folder.path)
      try fresh.waitForRecords(total)

      #expect(walked == (try settled(fresh)))
    }
  }

  /// The screen once nothing arrives any more, without what tells of the moment: rates, clock,
  /// memory and the rows of the tail.
  private func settled(_ tmux: Tmux) throws -> [String] {
    let screen = try tmux.wait(for: "rest") { $0.contains("IDLE") && $0.contains(" lag 0 ") }
    return lines(screen).filter { !$0.contains(/[0-9][0-9]:[0-9][0-9]:[0-9][0-9]\s/) }.map {
      $0.replacing(/last <?[0-9]+[smh]/, with: "last").replacing(/mem [0-9]+M/, with: "mem")
        .replacing(/[0-9]+ [A-Z][a-z]+ [0-9]+:[0-9]+/, with: "clock")
        .replacing(/1 in [0-9,]+ shown, counts are exact/, with: "").replacing("─", with: "")
        .split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  private func expectFits(
    _ screen: String, columns: Int, rows: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(lines(screen).count <= rows + 1, sourceLocation: sourceLocation)
    for line in lines(screen) {
      #expect(cells(line) <= columns, "\(line)", sourceLocation: sourceLocation)
    }
  }
}
