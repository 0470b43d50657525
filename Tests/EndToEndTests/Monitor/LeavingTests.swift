import Foundation
import TestSupport
import Testing

@Suite("Leaving the monitor")
struct LeavingTests {
  @Test(
    "leaves the terminal as it was, and says how it ended",
    arguments: [("q", 0), ("Q", 0), ("C-c", 130)])
  func keys(key: String, code: Int) throws {
    try withFeeds(["orders.csv": OrderRows.header + OrderRows.rows(0..<50)]) { folder in
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch(folder.path)
      try tmux.waitForRecords(50)
      try tmux.press(key)

      #expect(try tmux.exitCode() == code)
      #expect(try tmux.isRestored())
    }
  }

  @Test("is possible while a million rows load", arguments: [("q", 0), ("C-c", 130)])
  func whileLoading(key: String, code: Int) throws {
    try withFeeds([:]) { folder in
      try OrderRows.writeMany(1_000_000, to: folder.appending(path: "orders.csv"))
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch(folder.path)
      let screen = try tmux.wait(for: "the first frame") { $0.contains("1 Overview") }
      try tmux.press(key)

      #expect(recordCount(screen).map { $0 < 1_000_000 } ?? true)
      #expect(try tmux.exitCode() == code)
      #expect(try tmux.isRestored())
    }
  }

  @Test(
    "by a signal or a crash restores the terminal, and the code is 128 and the signal",
    arguments: [("HUP", 1), ("INT", 2), ("QUIT", 3), ("ABRT", 6), ("SEGV", 11), ("TERM", 15)])
  func signals(name: String, number: Int) throws {
    try withFeeds(["orders.csv": OrderRows.header + OrderRows.rows(0..<50)]) { folder in
      // No shell of its own restores the terminal after the program, as an interactive one would.
      let script = """
        ulimit -c 0
        stty -g > before
        bash -c 'echo $$ > pid; exec "$0" orders.csv' '\(builtProgram().path)' 2> errors
        code=$?
        stty -g > after
        echo "code=$code."
        """
      try Data(script.utf8).write(to: folder.appending(path: "run.sh"))
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.command("cd '\(folder.path)'; bash run.sh; echo finished")
      try tmux.waitForRecords(50)
      try tmux.press("F2")
      try tmux.wait(for: "mouse reports") { _ in
        (try? tmux.property("#{mouse_any_flag}")) == "1"
      }
      _ = try runShellLine("kill -\(name) $(cat pid)", in: folder)
      try tmux.wait(for: "code \(128 + number)") { $0.contains("code=\(128 + number).") }

      #expect(try tmux.isRestored())
      let before = try String(contentsOf: folder.appending(path: "before"), encoding: .utf8)
      let after = try String(contentsOf: folder.appending(path: "after"), encoding: .utf8)
      #expect(before == after)
    }
  }

  @Test("for a while with Ctrl-Z gives a clean shell; fg paints whole, and counts went on")
  func suspend() throws {
    try withFeeds([:]) { folder in
      let feed = try GrowingFile(
        folder.appending(path: "orders.csv"), OrderRows.header + OrderRows.rows(0..<50))
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch(folder.path)
      let before = try tmux.waitForRecords(50)
      try tmux.press("C-z")
      try tmux.wait(for: "the shell's prompt") { $0.contains("Stopped") }
      #expect(try tmux.isRestored())
      try feed.append(OrderRows.rows(50..<150))

      try tmux.command("fg")

      let after = try tmux.waitForRecords(150, seconds: 5)
      #expect(try tmux.property("#{alternate_on} #{cursor_flag}") == "1 0")
      #expect(lines(after).count == lines(before).count)
      #expect(lines(after).last == lines(before).last)
      #expect(lines(after)[9].contains("Top enterprises"))
    }
  }
}
