import ArgumentParser
import Commerce
import Loading
import Screens

/// `tradewatch report [FEED…]`: the monitor's panels for scripts, cron and pipes.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the monitor's panels as text, JSON, CSV or HTML.",
    discussion: """
      Without a feed it reports on the sample data.

      Examples:
        tradewatch report
        tradewatch report data/ --format html > report.html
        tradewatch report orders.csv --window 24h --where 'province = "31"' --lang zh
      """)

  @OptionGroup
  var feeds: FeedArguments

  @OptionGroup
  var batch: BatchArguments

  @Option(help: "How the panels are printed.")
  var format: OutputFormat = .text

  @Option(
    help: ArgumentHelp(
      "A condition on the rows of every panel that has its fields.",
      valueName: "condition"))
  var `where`: [String] = []

  @Option(
    help: ArgumentHelp("Only the last part of the records, such as 24h.", valueName: "length"))
  var window: String?

  @OptionGroup
  var settings: SettingsArguments

  mutating func run() throws {
    let settings = try Settings(settings)
    let window = try windowChoice()
    let loading =
      feeds.feeds.isEmpty
      ? try LoadedFeeds(SampleReplay.finishedReader(), feeds, checks: true)
      : try LoadedFeeds(feeds, checks: true)
    let report = try PanelReport(
      loading.intake, panels: settings.panels, window: window, conditions: `where`,
      language: settings.screenLanguage)
    StandardOutput.write(report.printed(as: format))
    try loading.reportRejects(feeds)
  }

  private func windowChoice() throws(ValidationError) -> WindowChoice {
    guard let window else { return .day }
    guard let choice = WindowChoice(named: window) else {
      throw ValidationError("--window: expected 15m, 1h, 24h, 7d, 30d or all, found '\(window)'")
    }
    return choice
  }
}
