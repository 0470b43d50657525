/// A mistake in the arguments in our own manner: option, expected, found, then a next step.
struct UsageText {
  let text: String

  /// - Parameters:
  ///   - message: what the argument parser has to say, or a command's own sentence.
  ///   - fullText: the same with the usage lines, which name the command.
  init(_ message: String, fullText: String) {
    let command = UsageText.command(in: fullText)
    text = "tradewatch: \(UsageText.reworded(message))\nhelp: tradewatch help\(command)"
  }

  /// The subcommand that the usage lines name, with a leading blank; empty for the root.
  private static func command(in fullText: String) -> String {
    guard let line = fullText.split(separator: "\n").last(where: { $0.contains("See 'tradewatch") })
    else { return "" }
    let words = line.split(whereSeparator: { " '".contains($0) })
    guard let program = words.firstIndex(of: "tradewatch"), program + 1 < words.count,
      !words[program + 1].hasPrefix("-")
    else { return "" }
    return " " + words[program + 1]
  }

  /// Lower case, and `--format: expected …, found 'xml'` for a value that does not fit.
  private static func reworded(_ message: String) -> String {
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    guard message.hasPrefix("The value '"), quoted.count >= 5 else {
      return message.prefix(1).lowercased() + message.dropFirst()
    }
    let option = quoted[3].split(separator: " ").first.map(String.init) ?? quoted[3]
    let choices = stride(from: 5, to: quoted.count, by: 2).map { quoted[$0] }
    let expected = choices.isEmpty ? "another value" : choices.joined(separator: ", ")
    return "\(option): expected \(expected), found '\(quoted[1])'"
  }
}
