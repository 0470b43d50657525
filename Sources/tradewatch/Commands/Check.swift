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
        tradewatch check data/ --rejects
      """)

  @OptionGroup
  var feeds: FeedArguments

  @OptionGroup
  var batch: BatchArguments

  @Option(help: "How the findings are printed.")
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("How many examples of each rule.", valueName: "n"))
  var limit = 5

  @Flag(help: "Also list every rejected row with its bytes; as csv only these.")
  var rejects = false

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
    if rejects, let listing = try RejectListing(ofRunOf: loading.intake) {
      try print(report, listing)
    } else {
      StandardOutput.write(report.printed(as: format))
    }
    var arguments = feeds
    arguments.strict = false
    try loading.reportRejects(arguments)
    if report.rejected > 0 { throw ExitCode.failure }
  }
  /// Prints the report and the rejected rows as one output.
  private func print(_ report: CheckReport, _ listing: RejectListing) throws(CommandFailure) {
    switch format {
    case .text:
      StandardOutput.write(report.plainText + "\nrejected rows\n")
      _ = try listing.printText(indent: "  ")
    case .csv: _ = try listing.printCSV()
    case .json:
      StandardOutput.write(report.jsonHead + ",\"rejects\":")
      _ = try listing.printJSONArray()
      StandardOutput.write("}\n")
    case .html:
      let table = HTMLText.table(try listing.table(), caption: "Rejected rows")
      StandardOutput.write(
        HTMLText.page(title: "tradewatch check", body: report.htmlBody + "\n" + table))
    }
  }
}
