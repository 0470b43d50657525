import Foundation
import TestSupport
import Testing

/// The monitor as one types it into a shell.
extension Tmux {
  /// Starts the built program with these arguments; `prefix` is shell text before it, such as
  /// `TERM=vt100 ` or the left side of a pipe.
  func watch(_ arguments: String, after prefix: String = "") throws {
    try command("XDG_CONFIG_HOME=/nonexistent; \(prefix)'\(builtProgram().path)' \(arguments)")
  }

  /// Waits until the status line counts so many records, and gives the screen.
  @discardableResult
  func waitForRecords(
    _ count: Int, seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    try wait(for: "count of \(count) records", seconds: seconds, sourceLocation: sourceLocation) {
      recordCount($0) == count
    }
  }

  /// Leaves a finished program's exit code to the shell to print, and reads it.
  func exitCode(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int? {
    try wait(for: "the shell", sourceLocation: sourceLocation) { screen in
      screen.split(separator: "\n").last?.hasPrefix("ready>") == true
    }
    try command("echo code=$?.")
    let screen = try wait(for: "the exit code", sourceLocation: sourceLocation) {
      $0.firstMatch(of: /code=\d+\./) != nil
    }
    return screen.firstMatch(of: /code=(\d+)\./).flatMap { Int($0.output.1) }
  }

  /// Whether the terminal is as a shell expects it: main screen, cursor shown, no mouse reports.
  func isRestored() throws -> Bool {
    try property("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0"
  }
}

/// The records that the status line counts; `nil` where it is not on the screen.
func recordCount(_ screen: String) -> Int? {
  count(in: screen, of: /([0-9,]+) records\s+/)
}

/// The rejected rows that the status line counts; `nil` where it is not on the screen.
func rejectCount(_ screen: String) -> Int? {
  count(in: screen, of: /([0-9,]+) rejects\s+/)
}

private func count(in screen: String, of pattern: Regex<(Substring, Substring)>) -> Int? {
  guard let found = screen.matches(of: pattern).last else { return nil }
  return Int(found.output.1.filter { $0 != "," })
}

/// The lines of a screen, blank ones included.
func lines(_ screen: String) -> [String] {
  screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// The cells that a terminal gives a text, counted by scalar as `wcswidth` does.
func cells(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + cells($1) }
}

private func cells(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: break
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}
