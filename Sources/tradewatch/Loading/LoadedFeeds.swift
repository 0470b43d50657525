import Canvas
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
      exampleLimit: exampleLimit, quarantine: try arguments.quarantine())
  }

  /// Reads what another reader gives.
  init(
    _ reader: FeedReader, _ arguments: FeedArguments, checks: Bool, exampleLimit: Int = 5,
    quarantine: QuarantineStore? = nil
  ) throws(CommandFailure) {
    Interruption.endCleanly()
    var log = try arguments.logFile()
    intake = Intake(checks: checks, exampleLimit: exampleLimit, quarantine: quarantine)
    rawRows = reader.rawRows
    var progress = ProgressBar(isQuiet: arguments.quiet)
    intake.takeAll(from: reader) { event in
      log?.note(event)
      if !arguments.quiet { sayListening(event) }
      progress.show(intake)
    }
    progress.clear()
    if !arguments.quiet { sayNotices() }
    try refuseFailures()
    intake.finish()
  }

  /// Says what the user should know of each feed as a whole; nothing of its text reaches the terminal
  /// as a control sequence.
  private func sayNotices() {
    for status in intake.feeds {
      guard let notice = status.notice, status.connections == nil else { continue }
      StandardError.say("tradewatch: \(status.name): \(notice)".safeForTerminal)
    }
  }

  /// A feed that could not be read to its end spoils every figure.
  private func refuseFailures() throws(CommandFailure) {
    for status in intake.feeds {
      if case .failed(let reason) = status.state {
        throw CommandFailure(reason: "\(status.name): \(sentence(reason))")
      }
    }
  }

  /// Says how many rows were rejected and where they are, in one line; ends with 1 under `--strict`.
  func reportRejects(_ arguments: FeedArguments) throws(CommandFailure) {
    let count = intake.rejects.count
    guard count > 0 else { return }
    let rows = count == 1 ? "1 row was rejected" : "\(count) rows were rejected"
    let next = intake.quarantine.flatMap(\.listing) ?? "tradewatch check names each with its place"
    if arguments.strict { throw CommandFailure(reason: rows, help: next) }
    if !arguments.quiet { StandardError.say("tradewatch: \(rows); \(next)") }
  }
}

extension QuarantineStore {
  /// How to see its rows, or why they are not all there; `nil` where it has no folder.
  var listing: String? {
    guard let folder else { return notice }
    let lost = notKept > 0 ? "\(notKept) of them not kept: \(notice ?? ""); " : ""
    return "\(lost)tradewatch quarantine list --library \(shellWord(folder.library))"
  }
}

/// The mappings of all files that are named, in their order.
func readMappings(_ paths: [String]) throws(CommandFailure) -> [FeedMapping] {
  var mappings: [FeedMapping] = []
  for path in paths { mappings += try MappingFile.read(path: path) }
  return mappings
}

/// A text as one word of a shell.
func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte &- 48 < 10
      || "/._-+=:@,".utf8.contains(byte)
  }
  return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}

extension FeedArguments {
  func reader(follow: Bool, keepsBytes: Bool = true) throws(CommandFailure) -> FeedReader {
    var options = FeedOptions(
      follow: follow, maxRowBytes: maxRowBytes, keepsBytes: keepsBytes, allowsRemote: allowRemote)
    options.mappings = try readMappings(map)
    do {
      return try FeedReader(specs: feeds.map(FeedSpec.parse), options: options)
    } catch {
      throw CommandFailure(
        reason: "\(error.path): \(sentence(error.reason))",
        help: error.help.isEmpty ? nil : error.help)
    }
  }

  /// Where the rejected rows of the command go.
  func quarantine() throws(CommandFailure) -> QuarantineStore {
    do {
      let store = try QuarantineStore(library.map(QuarantineStore.Home.library) ?? .temporary)
      if let notice = store.notice, !quiet { StandardError.say("tradewatch: \(notice)") }
      return store
    } catch {
      throw CommandFailure(error, option: library == nil ? nil : "--library")
    }
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
