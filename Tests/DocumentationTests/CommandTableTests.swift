import Foundation
import TestSupport
import Testing

@Suite("The command reference says what the program's help says", .serialized)
struct CommandTableTests {
  @Test(
    "Every option of a command stands in commands.md",
    arguments: [
      "watch", "report", "query", "check", "records", "quarantine list", "quarantine row",
      "quarantine retry", "generate",
    ])
  func options(command: String) throws {
    let outcome = try runShell("tradewatch --experimental-dump-help", in: checkout())
    let help = try JSONDecoder().decode(DumpedHelp.self, from: Data(outcome.output.utf8))
    let described = try #require(
      command.split(separator: " ").reduce(Optional(help.command)) { parent, name in
        parent?.subcommands?.first { $0.commandName == name }
      })

    let rows = (described.arguments ?? []).filter {
      $0.shouldDisplay && !$0.isOfEveryCommand
    }.map(\.cells)

    try expectTable(
      command, on: "commands.md",
      equals: markdownTable(["option", "default", "what it does"], rows)
    )
  }
}

/// What the program tells of itself with `--experimental-dump-help`, as far as it is used here.
private struct DumpedHelp: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  struct Argument: Decodable {
    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?
    var allValues: [String]?
    var isRepeating: Bool
    var shouldDisplay: Bool

    var isOfEveryCommand: Bool {
      (names ?? []).contains { ["help", "version"].contains($0.name) }
    }

    /// The cells of the argument's row.
    var cells: [String] {
      let value = kind == "flag" ? "" : "<\(valueName ?? "")>"
      let spelled = (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name }
      let option = (spelled + [value]).filter { !$0.isEmpty }.joined(separator: " ")
      let words = allValues.map { " (" + $0.joined(separator: ", ") + ")" } ?? ""
      let repeats = isRepeating ? "; may be repeated" : ""
      return ["`\(option)`\(repeats)", defaultValue ?? "", (abstract ?? "") + words]
    }
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }
}
