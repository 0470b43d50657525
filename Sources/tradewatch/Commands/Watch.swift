import ArgumentParser
import Canvas
import Commerce
import Glibc
import Ingestion
import Loading
import Screens
import Terminal

/// `tradewatch [watch] [FEED…]`: the monitor.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show live panels of the feeds in the terminal (the default command).",
    discussion: """
      Without a feed the sample data is replayed live. Press ? for the keys, q to leave.

      Examples:
        tradewatch
        tradewatch orders.csv invoices.csv waybills.csv
        tradewatch generate --rate 500 | tradewatch -
        tradewatch data/ --no-follow --lang zh
      """)

  @OptionGroup
  var feeds: FeedArguments

  @Flag
  var following: FollowChoice?

  @Flag(help: "Leave when all feeds have ended.")
  var exitAtEnd = false

  @Flag(help: "Ring the terminal's bell when an alert becomes critical.")
  var bell = false

  @Flag(help: "Draw without colours, as NO_COLOR=1 does.")
  var noColor = false

  @Option(help: "Which characters to draw with; else what the terminal is known to show.")
  var glyphs: GlyphChoice?

  @OptionGroup
  var settings: SettingsArguments

  mutating func run() throws {
    try requireTerminal()
    let settings = try Settings(settings)
    let isFollowing = following != .noFollow
    let reader =
      feeds.feeds.isEmpty ? try SampleReplay.reader() : try feeds.reader(follow: isFollowing)
    let log = try feeds.logFile()
    // Handed to the engine's thread, which alone uses it.
    nonisolated(unsafe) let quarantine =
      feeds.feeds.isEmpty && feeds.library == nil ? nil : try feeds.quarantine()
    let handle = try EngineHandle()
    let left = try monitor(settings, handle) {
      startNeededThread("engine") {
        Engine(
          handle, rawRows: reader.rawRows, isFollowing: isFollowing, log: log,
          quarantine: quarantine
        ).run()
        reader.stop()
      }
      startFeedThread(reader) { handle.inbox.send(.feed($0)) }
    }
    if let kept = left.quarantine, !feeds.quiet { sayWhere(kept) }
    if left.status != 0 { throw ExitCode(left.status) }
  }

  /// Says where rejected rows are, where the user did not say it.
  private func sayWhere(_ quarantine: QuarantineReading) {
    guard feeds.library == nil, let library = quarantine.library, quarantine.kept > 0 else {
      return
    }
    let rows = quarantine.kept == 1 ? "1 rejected row is" : "\(quarantine.kept) rejected rows are"
    StandardError.say(
      "tradewatch: \(rows) kept: tradewatch quarantine list --library \(shellWord(library))")
  }

  /// Takes the terminal, has the work begun, and shows it until the user leaves.
  private func monitor(
    _ settings: Settings, _ handle: EngineHandle, begin: () -> Void
  ) throws -> (status: Int32, quarantine: QuarantineReading?) {
    let isColoured = !noColor && settings.isColoured != false
    let glyphs = (glyphs ?? settings.glyphs)?.level
    do throws(TerminalError) {
      let signals = try SignalPipe()
      let terminal = try CursesTerminal(
        TerminalOptions(colors: isColoured ? .automatic : .never, glyphs: glyphs))
      let state = MonitorState(
        panels: settings.panels, size: Size(columns: 80, rows: 24),
        language: settings.screenLanguage, glyphs: terminal.glyphs,
        isColoured: isColoured && environment("NO_COLOR") == nil,
        alertRules: settings.alertRules, now: WallClock.now)
      begin()
      var loop = MonitorLoop(
        state: state, terminal: terminal, signals: signals, engine: handle,
        leavesAtEnd: exitAtEnd, ringsBell: bell)
      let status = loop.run()
      return (status, loop.quarantine)
    } catch {
      throw refusal(error)
    }
  }

  /// Refuses at once where nothing can be drawn.
  private func requireTerminal() throws(CommandFailure) {
    guard isatty(STDOUT_FILENO) == 1 else { throw refusal(.outputIsNotATerminal) }
    guard let type = environment("TERM") else { throw refusal(.noTerminalType) }
    guard type != "dumb" else { throw refusal(.unusableTerminalType(type)) }
  }

  private func refusal(_ error: TerminalError) -> CommandFailure {
    CommandFailure(reason: "\(error); tradewatch report prints the same panels", exitCode: 2)
  }
}
