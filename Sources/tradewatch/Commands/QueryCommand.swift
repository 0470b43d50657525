import ArgumentParser
import Commerce
import Library
import Loading

/// `tradewatch query CLASS [FEED…]`: one question, one table.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Answer one query with one table.",
    discussion: """
      Measures: count(), sum(f), mean(f), min(f), max(f), distinct(f), approx_distinct(f), \
      quantile(f, q), p50(f), p90(f), p99(f), approx_quantile(f, q), share(sum(f)), \
      growth(sum(f), 1d|7d|1mo|1y), hhi(sum(f), d), cr(sum(f), d, n), gini(sum(f), d).
      Dimensions: fields, and province, city, county, day, week, month, hour, flows and more.

      Examples:
        tradewatch query order orders.csv --measure 'count()' --measure 'sum(amount)' --by province
        tradewatch query invoice data/ --measure 'p90(gross)' --by month --format csv
        tradewatch query order orders.csv --where 'state = "paid" and amount >= 100' --window 24h
        zcat orders.csv.gz | tradewatch query order order=- --by seller --top 10
      """)

  @Argument(help: "Which records: order, invoice, waybill and so on.")
  var `class`: String

  @OptionGroup(title: "Query options")
  var query: QueryArguments

  @OptionGroup
  var feeds: FeedArguments

  @OptionGroup
  var batch: BatchArguments

  @Option(help: "How the table is printed.")
  var format: OutputFormat = .text

  @OptionGroup
  var settings: SettingsArguments

  mutating func validate() throws {
    _ = try recordClass(named: `class`)
    try feeds.requireFeed()
  }

  mutating func run() throws {
    try Settings.check(settings)
    let question = try query.query(of: recordClass(named: `class`))
    let loading = try LoadedFeeds(feeds, checks: query.asksForFindings)
    let answer = try answer(to: question, over: loading.intake.library)
    StandardOutput.write(answer.printed(as: format, title: "tradewatch query \(`class`)"))
    if format == .text, !feeds.quiet { answer.estimateNotes.forEach(StandardError.say) }
    try loading.reportRejects(feeds)
  }

  private func answer(
    to question: Query, over library: Library
  ) throws(CommandFailure) -> Answer {
    do throws(QueryError) {
      let view = try View(question, over: library)
      view.refresh()
      if let refusal = view.refusal { throw refusal }
      return view.answer
    } catch {
      throw CommandFailure(error)
    }
  }
}
