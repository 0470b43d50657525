import ArgumentParser

/// Why a command could not do its work: what, and the next step where there is one.
struct CommandFailure: Error, Equatable {
  /// One sentence without a full stop, in lower case: `orders.csv: no such file`.
  var reason: String
  /// The next step; `nil` where there is none to be told.
  var help: String?
  var exitCode: Int32 = 1

  /// Wrong usage, as the argument parser's own code has it.
  static let usageCode: Int32 = ExitCode.validationFailure.rawValue

  /// `tradewatch: orders.csv: no such file`, and `help: …` on a line of its own.
  var text: String {
    "tradewatch: \(reason)" + (help.map { "\nhelp: \($0)" } ?? "")
  }
}
