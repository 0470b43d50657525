import ArgumentParser
import Commerce
import Loading

/// `tradewatch check [FEED…]`: what is wrong, counted by rule.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong with the records, counted by rule, each with its place.",
    discussion: """
      Exits with 1 when a row was rejected. Records that are only flagged do not count as failure.

      Examples:
        tradewatch check orders.csv invoices.csv
        tradewatch check data/ --format json > findings.json
        tradewatch check - --limit 20 < mixed.jsonl
      """)

  @OptionGroup
  var feeds: FeedArguments

  @OptionGroup
  var batch: BatchArguments

  @Option(help: "How the findings are printed.")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("How many examples of each rule.", valueName: "n"))
  var limit = 5

  @OptionGroup
  var settings: SettingsArguments

  mutating func validate() throws {
    try feeds.requireFeed()
    guard limit >= 0 else {
      throw ValidationError("--limit: value is too small (\(limit)), at least 0 is required")
    }
  }

  mutating func run() throws {
    try Settings.check(settings)
    let loading = try LoadedFeeds(feeds, checks: true, exampleLimit: limit)
    let report = CheckReport(loading.intake, exampleLimit: limit)
    StandardOutput.write(report.printed(as: format))
    if report.rejected > 0 { throw ExitCode.failure }
  }
}
