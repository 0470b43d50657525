import ArgumentParser
import Glibc

/// The program: watches e-commerce in a terminal, and answers the same questions in scripts.
@main
struct Tradewatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tradewatch",
    abstract: "Watch e-commerce records in a terminal: load, check, count, drill down.",
    discussion: """
      Reads enterprises, commodities, orders, contracts, invoices and waybills from CSV, TSV and \
      JSON Lines, checks them against each other and shows live figures.

      Examples:
        tradewatch                            the sample data, replayed live
        tradewatch orders.csv waybills.csv    the monitor over two files
        tradewatch query order orders.csv --measure 'sum(amount)' --by province
        tradewatch check data/                what is wrong in a directory
        tradewatch map suggest export.csv     how foreign columns could fill our fields

      Exit codes: 0 done; 1 not done, or rejected rows under check and --strict; \
      2 no terminal for watch; 64 wrong usage; 128 + n ended by signal n.
      """,
    version: Tradewatch.versionText,
    subcommands: [
      Watch.self, Report.self, QueryCommand.self, Check.self, Records.self,
      QuarantineCommand.self, Generate.self, MapCommand.self,
    ],
    defaultSubcommand: Watch.self)

  static let versionText = "tradewatch 0.1.0"

  static func main() {
    // A parent may have left it ignored: `tradewatch query … | head` must end quietly.
    signal(SIGPIPE, SIG_DFL)
    // A file that may not grow any more is an error to be told, not an end.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      StandardError.say(failure.text)
      Glibc.exit(failure.exitCode)
    } catch {
      end(with: error)
    }
  }

  /// Prints help or version to standard output, a usage mistake to standard error, and ends.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    guard code != .success else {
      StandardOutput.write(message(for: error) + "\n")
      Glibc.exit(code.rawValue)
    }
    let text = message(for: error)
    if !text.isEmpty { StandardError.say(UsageText(text, fullText: fullMessage(for: error)).text) }
    Glibc.exit(code.rawValue)
  }
}
