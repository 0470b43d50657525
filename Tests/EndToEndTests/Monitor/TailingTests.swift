import Foundation
import TestSupport
import Testing

@Suite("A feed that grows")
struct TailingTests {
  @Test("gives no record for half a line and one for the whole of it")
  func halfLine() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<10))
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch("--follow \(folder.path)")
      try tmux.waitForRecords(10)
      let row = OrderRows.row(1_000_010)
      try feed.append(String(row.prefix(60)))
      // A writer's pause; there is nothing to poll for, since nothing may happen.
      usleep(2_500_000)
      let during = try tmux.screen()

      try feed.append(String(row.dropFirst(60)))

      let after = try tmux.waitForRecords(11)
      #expect(recordCount(during) == 10)
      #expect(rejectCount(during) == 0)
      #expect(rejectCount(after) == 0)
    }
  }

  @Test("by 5,000 lines a second is counted exactly within a second of its end")
  func steadyLoad() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(folder.appending(path: "orders.csv"), OrderRows.header)
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)
      try tmux.wait(for: "the first frame") { $0.contains("1 Overview") }

      let total = try feed.append(rowsFrom: 0, perSecond: 5_000, seconds: 6)

      try tmux.waitForRecords(total, seconds: 1)
      try tmux.wait(for: "all orders in the figures", seconds: 1) { $0.contains(" 30,000 ") }
    }
  }

  @Test("shows its first rows at once where it is large, and says how little they are")
  func firstPicture() throws {
    try withFeeds([:]) { folder in
      try OrderRows.writeMany(1_000_000, to: folder.appending(path: "orders.csv"))
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)

      let first = try tmux.wait(for: "the first records") { (recordCount($0) ?? 0) > 0 }

      #expect(recordCount(first).map { $0 < 1_000_000 } ?? false)
      #expect(first.contains(/LOADING [0-9]+%/))
      #expect(first.contains(/Orders per [a-z]+─+ partial [0-9]+%/))
      try tmux.waitForRecords(1_000_000)
    }
  }

  @Test("and grows no more costs the terminal no byte")
  func quiet() throws {
    try withFeeds(["orders.csv": OrderRows.header + OrderRows.rows(0..<500)]) { folder in
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)
      try tmux.waitForRecords(500)
      try tmux.wait(for: "no rate") { $0.contains("IDLE") }
      // The clock and the ages on the screen change with the minute.
      while Int(Date().timeIntervalSince1970) % 60 > 55 { usleep(100_000) }
      let bytes = folder.appending(path: "bytes")
      try tmux.record(to: bytes)
      // There is nothing to poll for, since nothing may happen.
      usleep(3_000_000)

      #expect(try Data(contentsOf: bytes).isEmpty)
    }
  }

  @Test("while the program stands still is caught up with exactly")
  func stall() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<10))
      let tmux = try Tmux(columns: 120, rows: 40)
      // A shell without job control does not notice that its child is stopped.
      let script =
        "bash -c 'echo $$ > pid; exec \"$0\" orders.csv' '\(builtProgram().path)'\ntrue\n"
      try Data(script.utf8).write(to: folder.appending(path: "run.sh"))
      try tmux.command("cd '\(folder.path)'; bash run.sh")
      try tmux.waitForRecords(10)
      _ = try runShellLine("kill -STOP $(cat pid)", in: folder)
      try feed.append(OrderRows.rows(10..<100_010))

      _ = try runShellLine("kill -CONT $(cat pid)", in: folder)

      let screen = try tmux.waitForRecords(100_010, seconds: 5)
      #expect(rejectCount(screen) == 0)
    }
  }

  @Test("and is rotated by renaming is counted once and whole")
  func rename() throws {
    try withFeeds([:]) { folder in
      let url = folder.appending(path: "orders.csv")
      let feed = try GrowingFile(url, OrderRows.header)
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch(url.path)
      try tmux.wait(for: "the first frame") { $0.contains("1 Overview") }
      _ = try feed.append(rowsFrom: 0, perSecond: 2_000, seconds: 1)

      try FileManager.default.moveItem(at: url, to: folder.appending(path: "orders.csv.1"))
      try feed.append(OrderRows.rows(2_000..<3_000))
      let next = try GrowingFile(url, OrderRows.header)
      try feed.append(OrderRows.rows(3_000..<3_500))
      _ = try next.append(rowsFrom: 3_500, perSecond: 2_000, seconds: 1)

      let screen = try tmux.waitForRecords(5_500)
      #expect(rejectCount(screen) == 0)
    }
  }

  @Test("and is copied and truncated is counted once and whole, with a notice")
  func copyTruncate() throws {
    try withFeeds([:]) { folder in
      let url = folder.appending(path: "orders.csv")
      let feed = try GrowingFile(url, OrderRows.header + OrderRows.rows(0..<2_000))
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(url.path)
      try tmux.waitForRecords(2_000)

      try FileManager.default.copyItem(at: url, to: folder.appending(path: "orders.csv.1"))
      try feed.truncate()
      let next = try GrowingFile(url, OrderRows.header)
      _ = try next.append(rowsFrom: 2_000, perSecond: 2_000, seconds: 1)

      let screen = try tmux.waitForRecords(4_000)
      #expect(rejectCount(screen) == 0)
      try tmux.press("0")
      try tmux.wait(for: "the notice") { $0.contains("truncated") }
    }
  }

  @Test("that is not there yet is waited for, and read when it comes")
  func absent() throws {
    try withFeeds([:]) { folder in
      let url = folder.appending(path: "orders.csv")
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(url.path)
      try tmux.wait(for: "the first frame") { $0.contains("1 Overview") }
      try tmux.press("0")
      try tmux.wait(for: "the feed's state") { $0.contains(" waiting ") }

      let feed = try GrowingFile(url, OrderRows.header + OrderRows.rows(0..<500))
      try tmux.waitForRecords(500)
      try FileManager.default.removeItem(at: url)
      try tmux.wait(for: "the feed's state") { $0.contains(" waiting ") }
      _ = feed
      _ = try GrowingFile(url, OrderRows.header + OrderRows.rows(500..<1_000))

      let screen = try tmux.waitForRecords(1_000)
      #expect(rejectCount(screen) == 0)
    }
  }

  @Test("on standard input is watched while keys come from the terminal")
  func standardInput() throws {
    try withFeeds(["o.csv": OrderRows.header + OrderRows.rows(0..<2_000)]) { folder in
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch("order=-", after: "cat '\(folder.path)/o.csv' | ")
      try tmux.waitForRecords(2_000)
      try tmux.press("4")
      try tmux.wait(for: "screen 4") { $0.contains("4 Orders") }
      try tmux.press("q")

      #expect(try tmux.exitCode() == 0)
    }
  }

  @Test("of the sample replays by itself where none is named")
  func sample() throws {
    let tmux = try Tmux(columns: 120, rows: 40)
    try tmux.watch("")
    let first = try tmux.wait(for: "the first records") { (recordCount($0) ?? 0) > 0 }
    let count = try #require(recordCount(first))

    try tmux.wait(for: "more records") { (recordCount($0) ?? 0) > count }
    let settled = try tmux.wait(for: "the end of the history") { screen in
      screen.contains(/LIVE [0-9]{1,3}\/s/)
    }
    let later = try #require(recordCount(settled))
    try tmux.wait(for: "still more records") { (recordCount($0) ?? 0) > later }
  }
}
