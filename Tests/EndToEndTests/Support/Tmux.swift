import Foundation
import Testing

/// A terminal of its own for one test: a tmux server with one window, closed when the value goes.
///
/// The window runs a plain shell, so that what a program leaves behind (modes, exit code) can be
/// looked at as a user would.
final class Tmux {
  let columns: Int
  let rows: Int
  private let socket: String
  /// `TERM` inside, and what else the program should find in its environment.
  private static let prompt = "ready>"

  init(columns: Int, rows: Int, environment: [String: String] = [:]) throws {
    self.columns = columns
    self.rows = rows
    socket = "tradewatch-test-\(UUID().uuidString)"
    var variables = ["PS1=\(Tmux.prompt) ", "LC_ALL=C.UTF-8", "HISTFILE=", "TMPDIR=/tmp"]
    variables += environment.map { "\($0.key)=\($0.value)" }
    let shell = "env -u NO_COLOR \(variables.map { "'\($0)'" }.joined(separator: " "))"
    try run([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "\(shell) bash --norc --noprofile",
    ])
    try run(["set-option", "-g", "status", "off"])
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    try wait(for: "the shell's prompt") { $0.contains(Tmux.prompt) }
  }

  deinit { _ = try? run(["kill-server"]) }

  /// Types text as it stands, without naming keys.
  func type(_ text: String) throws { try run(["send-keys", "-l", "--", text]) }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `C-c`, `Tab`, `q`.
  func press(_ keys: String...) throws { try run(["send-keys"] + keys) }

  /// Types a command for the shell and presses Enter.
  func command(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The screen as text, a line a row; with `styles` the escape sequences that draw it.
  func screen(styles: Bool = false) throws -> String {
    try run(["capture-pane", "-p"] + (styles ? ["-e"] : []))
  }

  /// A format of tmux, such as `#{alternate_on}`.
  func property(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Looks at the screen until it satisfies the condition, and gives it; fails after the deadline.
  @discardableResult
  func wait(
    for what: String, seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: (String) -> Bool
  ) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    var last = ""
    while Date() < deadline {
      last = try screen()
      if condition(last) { return last }
      usleep(20_000)
    }
    Issue.record(
      "no \(what) within \(seconds) s; the screen was:\n\(last)", sourceLocation: sourceLocation)
    throw TmuxError.timedOut(what)
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux", "-u", "-L", socket] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw TmuxError.refused(arguments, text) }
    return text
  }
}

enum TmuxError: Error {
  case timedOut(String)
  case refused([String], String)
}
