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
  /// What programs inside leave in `TMPDIR` goes with the terminal.
  private let scratch: URL
  /// `TERM` inside, and what else the program should find in its environment.
  private static let prompt = "ready>"

  /// Runs tmux with no signal blocked, as a login shell would, and without the descriptors of
  /// programs that other tests start at the same moment: its server outlives this call, would hold
  /// the ends of their pipes, and hands its signal mask to the shell inside.
  private static let cleanStart = """
    for each in /proc/$$/fd/*; do
      number=${each##*/}
      [ "$number" -gt 2 ] && eval "exec $number>&-"
    done
    exec perl -MPOSIX -e 'sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV' tmux "$@"
    """

  init(columns: Int, rows: Int, environment: [String: String] = [:]) throws {
    self.columns = columns
    self.rows = rows
    socket = "tradewatch-test-\(UUID().uuidString)"
    scratch = FileManager.default.temporaryDirectory.appending(path: socket)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    var variables = [
      "PS1=\(Tmux.prompt) ", "LC_ALL=C.UTF-8", "HISTFILE=", "TMPDIR=\(scratch.path)",
    ]
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

  deinit {
    _ = try? run(["kill-server"])
    try? FileManager.default.removeItem(at: scratch)
  }

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

  /// Copies every byte that is written to the terminal from now on into a file.
  func record(to file: URL) throws { try run(["pipe-pane", "-o", "cat > '\(file.path)'"]) }

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
    let answer = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: answer)
    defer { try? FileManager.default.removeItem(at: answer) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", Tmux.cleanStart, "tmux", "-u", "-L", socket] + arguments
    let output = try FileHandle(forWritingTo: answer)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    let text = try String(decoding: Data(contentsOf: answer), as: UTF8.self)
    guard process.terminationStatus == 0 else { throw TmuxError.refused(arguments, text) }
    return text
  }
}

enum TmuxError: Error {
  case timedOut(String)
  case refused([String], String)
}
