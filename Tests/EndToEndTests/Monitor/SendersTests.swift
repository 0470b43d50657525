import Foundation
import TestSupport
import Testing

@Suite("Senders to a listening feed")
struct SendersTests {
  /// Orders of one sender, header included.
  private func orders(_ numbers: Range<Int>) -> String {
    OrderRows.header + OrderRows.rows(numbers)
  }

  @Test("are all counted by the monitor, which shows where it listens and that one broke off")
  func monitor() throws {
    try withFeeds([:]) { folder in
      let tmux = try Tmux(columns: 160, rows: 40)
      try tmux.watch("order=tcp://127.0.0.1:0 unix:orders.sock", after: "cd '\(folder.path)'; ")
      try tmux.wait(for: "the first frame") { $0.contains("1 Overview") }
      try tmux.press("0")
      let screen = try tmux.wait(for: "the port") { $0.contains(/127\.0\.0\.1:[1-9][0-9]+/) }
      let found = screen.firstMatch(of: /127\.0\.0\.1:([1-9][0-9]+)/)?.output.1
      let port = try #require(found.flatMap { UInt16($0) })
      // The notice gives its line back to the counts.
      try tmux.press("1")
      let socket = folder.appending(path: "orders.sock").path

      let senders = (0..<20).map { number in
        Thread {
          let sender = number % 2 == 0 ? Sender(port: port) : Sender(path: socket)
          sender?.send(orders(number * 5_000..<number * 5_000 + 5_000))
          if number == 7 { sender?.send("half a ro") }
          sender?.close()
        }
      }
      for sender in senders { sender.start() }

      // The half row counts as read.
      let after = try tmux.waitForRecords(100_001)
      try tmux.wait(for: "the half row's reject") { rejectCount($0) == 1 }
      #expect(!after.contains(" failed "))
      try tmux.press("q")
      #expect(try tmux.exitCode() == 0)
      #expect(!FileManager.default.fileExists(atPath: socket))
    }
  }

  @Test("are waited for by a query, which ends when they have left, and leaves no file")
  func query() throws {
    try withFeeds([:]) { folder in
      let socket = folder.appending(path: "orders.sock").path
      let sending = Thread {
        var sender: Sender?
        while sender == nil {
          sender = Sender(path: socket)
          usleep(20_000)
        }
        sender?.send(orders(0..<3_000))
        sender?.close()
      }
      sending.start()

      let outcome = try runTradewatch(
        ["query", "order", "unix:orders.sock", "--measure", "count()", "--format", "csv"],
        in: folder)

      #expect(outcome.output.split(whereSeparator: \.isNewline).last == "3000")
      #expect(
        outcome.errors
          == "tradewatch: listening on unix:orders.sock; ends when its senders have closed\n")
      #expect(!FileManager.default.fileExists(atPath: socket))
    }
  }

  @Test("find no socket file left after an interrupted query")
  func interrupted() throws {
    try withFeeds([:]) { folder in
      let socket = folder.appending(path: "orders.sock").path
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.command(
        "cd '\(folder.path)'; '\(builtProgram().path)' query order unix:orders.sock --measure 'count()'"
      )
      try tmux.wait(for: "the socket") { _ in FileManager.default.fileExists(atPath: socket) }
      try tmux.press("C-c")

      #expect(try tmux.exitCode() == 130)
      #expect(!FileManager.default.fileExists(atPath: socket))
    }
  }

  @Test("from other machines are refused with the next step")
  func remote() throws {
    let outcome = try runTradewatch(["check", "order=tcp://0.0.0.0:7001"])

    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        tradewatch: tcp://0.0.0.0:7001: other machines could send rows to this address
        help: listen on 127.0.0.1, or say --allow-remote where they are meant to

        """)
  }
}
