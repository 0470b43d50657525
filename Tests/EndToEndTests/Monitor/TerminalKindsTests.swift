import Foundation
import TestSupport
import Testing

@Suite("Kinds of terminals")
struct TerminalKindsTests {
  private static let feed = ["orders.csv": OrderRows.header + OrderRows.rows(0..<200)]

  @Test("with NO_COLOR get no colour, and see the selection")
  func noColour() throws {
    try withFeeds(Self.feed) { folder in
      let tmux = try Tmux(columns: 120, rows: 40, environment: ["NO_COLOR": "1"])
      // The wrapper of the test's terminal takes NO_COLOR away, so the shell sets it again.
      try tmux.watch(folder.path, after: "NO_COLOR=1 ")
      try tmux.waitForRecords(200)
      for key in ["1", "4", "9", "0"] {
        try tmux.press(key)
        usleep(150_000)
        let codes = graphicCodes(try tmux.screen(styles: true))
        #expect(!codes.contains { (30...38).contains($0) || (40...48).contains($0) })
        #expect(!codes.contains { (90...107).contains($0) })
        #expect(codes.contains(7))
      }
    }
  }

  @Test("of the kind vt100 work without colour, in ASCII")
  func vt100() throws {
    try withFeeds(Self.feed) { folder in
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch(folder.path, after: "TERM=vt100 ")
      let screen = try tmux.waitForRecords(200)
      #expect(!screen.contains { "█─│".contains($0) })
      let codes = graphicCodes(try tmux.screen(styles: true))
      #expect(!codes.contains { (30...38).contains($0) || (40...48).contains($0) })
      try tmux.press("q")

      #expect(try tmux.exitCode() == 0)
      #expect(try tmux.isRestored())
    }
  }

  @Test(
    "that cannot move a cursor, or are none, are told of report", arguments: ["dumb", "", "nix"])
  func unfit(kind: String) throws {
    try withFeeds(Self.feed) { folder in
      let tmux = try Tmux(columns: 200, rows: 24)
      try tmux.watch(folder.path, after: "TERM='\(kind)' ")
      let screen = try tmux.wait(for: "an answer") { $0.contains("tradewatch report") }

      #expect(lines(screen).filter { $0.hasPrefix("tradewatch: TERM: expected") }.count == 1)
      #expect(try tmux.exitCode() == 2)
    }
  }

  @Test("show Chinese names of panels and figures with --lang zh")
  func chinese() throws {
    try withFeeds(Self.feed) { folder in
      let tmux = try Tmux(columns: 80, rows: 24)
      try tmux.watch("--lang zh \(folder.path)")
      let screen = try tmux.wait(for: "the overview") {
        $0.contains("1 总览") && $0.contains(" 200 条")
      }

      for label in ["订单", "金额 元", "合同", "未开票", "告警", "企业排行"] {
        #expect(screen.contains(label))
      }
      for line in lines(screen) { #expect(cells(line) <= 80) }
    }
  }

  @Test("that nothing happens on are not written to")
  func idle() throws {
    try withFeeds(Self.feed) { folder in
      let tmux = try Tmux(columns: 120, rows: 40)
      try tmux.watch(folder.path)
      try tmux.waitForRecords(200)
      // The rate falls to nothing and the age of the last record settles first.
      try tmux.wait(for: "rest", seconds: 90) { $0.contains("IDLE") && $0.contains("last <1") }
      let second = Calendar.current.component(.second, from: Date())
      if second > 50 { sleep(UInt32(62 - second)) }
      let log = folder.appending(path: "written")
      try tmux.record(to: log)
      sleep(4)

      let written = (try? Data(contentsOf: log)) ?? Data()
      #expect(written.isEmpty, "\(String(decoding: written, as: UTF8.self).debugDescription)")
    }
  }

  /// The numbers of all SGR sequences of a capture.
  private func graphicCodes(_ styled: String) -> Set<Int> {
    var codes: Set<Int> = []
    for match in styled.matches(of: /\u{1B}\[([0-9;]*)m/) {
      codes.formUnion(match.output.1.split(separator: ";").compactMap { Int($0) })
    }
    return codes
  }
}
