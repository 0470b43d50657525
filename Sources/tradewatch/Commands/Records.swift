import ArgumentParser
import Commerce
import Library

/// `tradewatch records CLASS [FEED…]`: the rows themselves.
struct Records: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print records, one a row, with all their fields.",
    discussion: """
      With --explain each record is followed by what it is linked with, what is wrong with it, and \
      the line of the feed that it came from.

      Examples:
        tradewatch records order orders.csv --where 'amount >= 10000' --limit 20
        tradewatch records invoice data/ --where 'is_flagged = true' --format csv
        tradewatch records order data/ --where 'order_id = "PO0001"' --explain
        tradewatch records order data/ --where is_duplicate
      """)

  @Argument(help: "Which records: order, invoice, waybill and so on.")
  var `class`: String

  @OptionGroup
  var feeds: FeedArguments

  @OptionGroup
  var batch: BatchArguments

  @Option(
    help: ArgumentHelp(
      "Which rows, such as 'state = \"paid\" and amount >= 100'.", valueName: "condition"))
  var `where`: [String] = []

  @Option(help: ArgumentHelp("The most rows that are printed.", valueName: "n"))
  var limit: Int?

  @Flag(help: "Also show linked records, findings and the raw line of each.")
  var explain = false

  @Option(help: "How the rows are printed.")
  var format: OutputFormat = .text

  @OptionGroup
  var settings: SettingsArguments

  mutating func validate() throws {
    _ = try recordClass(named: `class`)
    try feeds.requireFeed()
    if let limit, limit < 0 {
      throw ValidationError("--limit: value is too small (\(limit)), at least 0 is required")
    }
  }

  mutating func run() throws {
    try Settings.check(settings)
    let recordClass = try recordClass(named: `class`)
    let query = try recordQuery(recordClass)
    let loading = try LoadedFeeds(
      feeds, checks: explain || needsChecks(`where`), keepsBytes: explain)
    let listing = RecordListing(loading, query)
    if explain { listing.printExplained(as: format) } else { listing.printTable(as: format) }
    try loading.reportRejects(feeds)
  }

  private func recordQuery(_ recordClass: RecordClass) throws(CommandFailure) -> RecordQuery {
    do throws(QueryError) {
      var filter: Filter?
      if let text = conjunction(`where`) { filter = try Filter(text, for: recordClass) }
      return RecordQuery(recordClass, filter: filter, limit: limit)
    } catch {
      throw CommandFailure(error)
    }
  }
}
