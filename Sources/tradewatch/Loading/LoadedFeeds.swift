import Commerce
import Ingestion
import Loading

/// All feeds of a command, read to their end: what the commands without a screen do first.
struct LoadedFeeds {
  let intake: Intake
  /// The bytes of rows as they arrived.
  let rawRows: RawRows

  /// Reads the feeds on a thread of their own while this one fills the library.
  ///
  /// Without `checks` only reading and versions are judged. `keepsBytes`: whether `rawRows` will be
  /// asked for the bytes of pipes.
  init(
    _ arguments: FeedArguments, checks: Bool, exampleLimit: Int = 5, keepsBytes: Bool = false
  ) throws(CommandFailure) {
    try self.init(
      try arguments.reader(follow: false, keepsBytes: keepsBytes), arguments, checks: checks,
      exampleLimit: exampleLimit)
  }

  /// Reads what another reader gives.
  init(
    _ reader: FeedReader, _ arguments: FeedArguments, checks: Bool, exampleLimit: Int = 5
  ) throws(CommandFailure) {
    Interruption.endCleanly()
    var log = try arguments.logFile()
    intake = Intake(checks: checks, exampleLimit: exampleLimit)
    rawRows = reader.rawRows
    var progress = ProgressBar(isQuiet: arguments.quiet)
    intake.takeAll(from: reader) { event in
      log?.note(event)
      if !arguments.quiet { sayListening(event) }
      progress.show(intake)
    }
    progress.clear()
    try refuseFailures()
    if !arguments.quiet { tellNotices() }
    intake.finish()
  }

  /// A feed that could not be read to its end spoils every figure.
  private func refuseFailures() throws(CommandFailure) {
    for status in intake.feeds {
      if case .failed(let reason) = status.state {
        throw CommandFailure(reason: "\(status.name): \(sentence(reason))")
      }
    }
  }

  /// Says what the user should know of each feed as a whole.
  private func tellNotices() {
    for status in intake.feeds {
      guard status.connections == nil, let notice = status.notice else { continue }
      StandardError.say("tradewatch: \(status.name): \(notice)")
    }
  }

  /// Says how many rows were rejected, in one line; ends with 1 under `--strict`.
  func reportRejects(_ arguments: FeedArguments) throws(CommandFailure) {
    let count = intake.rejects.count
    guard count > 0 else { return }
    let rows = count == 1 ? "1 row was rejected" : "\(count) rows were rejected"
    if arguments.strict {
      throw CommandFailure(reason: rows, help: "tradewatch check names each with its place")
    }
    if !arguments.quiet {
      StandardError.say("tradewatch: \(rows); tradewatch check names each with its place")
    }
  }
}

extension FeedArguments {
  func reader(follow: Bool, keepsBytes: Bool = true) throws(CommandFailure) -> FeedReader {
    var options = FeedOptions(
      follow: follow, maxRowBytes: maxRowBytes, keepsBytes: keepsBytes, allowsRemote: allowRemote)
    options.mappings = try mappings()
    do {
      return try FeedReader(specs: feeds.map(FeedSpec.parse), options: options)
    } catch {
      throw CommandFailure(
        reason: "\(error.path): \(sentence(error.reason))",
        help: error.help.isEmpty ? nil : error.help)
    }
  }

  /// The mappings of all files that are named, in their order.
  private func mappings() throws(CommandFailure) -> [FeedMapping] {
    var mappings: [FeedMapping] = []
    for path in map { mappings += try MappingFile.read(path: path) }
    return mappings
  }

  func logFile() throws(CommandFailure) -> LogFile? {
    guard let log else { return nil }
    return try LogFile(path: log)
  }
}

/// Says once where a feed listens, since the command waits for its senders.
private func sayListening(_ event: FeedEvent) {
  guard case .status(let status, _) = event, status.connections == 0, status.connectionsMade == 0,
    let notice = status.notice
  else { return }
  StandardError.say("tradewatch: \(notice); ends when its senders have closed")
}

/// A sentence in our manner: `No such file or directory` begins with a small letter.
func sentence(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
