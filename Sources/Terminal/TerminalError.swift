/// Why there is no terminal to draw on.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Standard output is a file or a pipe.
  case outputIsNotATerminal
  /// Standard input is no terminal, and the process has none from which keys could come.
  case noKeyboard
  /// TERM is unset or empty.
  case noTerminalType
  /// TERM is `dumb`, or not in the terminal database.
  case unusableTerminalType(String)
  /// A call of the system that failed, and its reason.
  case system(call: String, reason: String)

  public var description: String {
    switch self {
    case .outputIsNotATerminal: "standard output: expected a terminal, found a file or a pipe"
    case .noKeyboard: "keyboard: expected a terminal, found none (no /dev/tty)"
    case .noTerminalType: "TERM: expected a terminal type, found nothing"
    case .unusableTerminalType(let name):
      "TERM: expected a type that is known and can move its cursor, found '\(name)'"
    case .system(let call, let reason): "\(call): \(reason)"
    }
  }
}
