import Testing

@Suite("Wrong usage")
struct UsageTests {
  /// Arguments, and the first line that standard error must hold.
  static let mistakes: [(arguments: [String], text: String)] = [
    (
      ["query", "ordr", "x.csv"],
      "tradewatch: class: expected one of enterprise, commodity, order, order_line, contract, "
        + "invoice, invoice_line, waybill, waybill_event, found 'ordr'"
    ),
    (
      ["query", "order", "x.csv", "--format", "xml"],
      "tradewatch: --format: expected text, json, csv, html, found 'xml'"
    ),
    (
      ["query", "order", "x.csv", "--top", "0"],
      "tradewatch: --top: value is too small (0), at least 1 is required"
    ),
    (["query"], "tradewatch: missing expected argument '<class>'"),
    (["check", "x.csv", "--no-such-option"], "tradewatch: unknown option '--no-such-option'"),
    (["query", "order"], "tradewatch: no feed is named"),
    (
      ["generate"],
      "tradewatch: expected either --output DIR for files or --rate R for a stream"
    ),
    (
      ["check", "x.csv", "--follow"],
      "tradewatch: --follow: only watch keeps reading; other commands end where their feeds end"
    ),
  ]

  @Test("is told in one sentence with the next step, and exits with 64", arguments: mistakes)
  func mistake(arguments: [String], text: String) throws {
    let outcome = try runTradewatch(arguments)

    #expect(outcome.status == 64)
    #expect(outcome.errors.split(separator: "\n").first.map(String.init) == text)
    #expect(outcome.errors.contains("\nhelp: "))
    #expect(outcome.output.isEmpty)
  }

  @Test("Help and version are data: on standard output, with 0")
  func help() throws {
    let version = try runTradewatch(["--version"])
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("tradewatch "))

    for command in ["watch", "report", "query", "check", "records", "generate"] {
      let help = try runTradewatch(["help", command])

      #expect(help.status == 0)
      #expect(help.output.contains("Examples:"))
      #expect(help.errors.isEmpty)
    }
  }

  @Test(
    "Only watch offers --follow; the others take --no-follow, which is what they do",
    arguments: ["report", "query", "check", "records"])
  func following(command: String) throws {
    let help = try runTradewatch(["help", command])
    #expect(!help.output.contains("--follow"))

    let recordClass = ["query", "records"].contains(command) ? ["order"] : []
    let outcome = try runTradewatch(
      [command] + recordClass + ["order=-", "--no-follow", "-q"], input: SmallFeeds.orders)
    #expect(outcome.status == (command == "check" ? 1 : 0))
    #expect(!outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test("Completions are offered for shells", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let outcome = try runTradewatch(["--generate-completion-script", shell])

    #expect(outcome.status == 0)
    #expect(outcome.output.contains("tradewatch"))
  }

  @Test("watch without a terminal names report and exits with 2")
  func noTerminal() throws {
    let outcome = try runTradewatch(["watch"])

    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "tradewatch: standard output: expected a terminal, found a file or a pipe; "
        + "tradewatch report prints the same panels\n")
  }
}
