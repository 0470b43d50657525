import ArgumentParser
import Ingestion

/// The feeds of a command and how they are read: common to all commands but `generate`.
struct FeedArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, directories, sockets to listen on, or - for standard input; CLASS=FEED names the class.",
      discussion: """
        The class of a file is told by CLASS=PATH, by its name (orders*.csv), by its header, or \
        by each line's record_class. tcp://127.0.0.1:7001 and unix:PATH listen for senders.
        """,
      valueName: "feed"),
    completion: .file(extensions: FeedFormat.fileExtensions + FeedFormat.packedExtensions))
  var feeds: [String] = []

  @Option(
    help: ArgumentHelp(
      "How foreign columns fill our fields, in TOML; tradewatch map suggest proposes one.",
      valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var map: [String] = []

  @Flag(help: "Exit with 1 when a row was rejected.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Longest row that is read; a longer one is rejected. An XML document may be 256 times as long.",
      valueName: "bytes"))
  var maxRowBytes = 65_536

  @Flag(help: "Let tcp:// feeds listen where other machines can connect.")
  var allowRemote = false

  @Option(
    help: ArgumentHelp(
      "Where rejected rows are kept, in its folder quarantine; else in a temporary folder. Records "
        + "are not kept in it yet.",
      valueName: "directory"),
    completion: .directory)
  var library: String?

  @Flag(name: .shortAndLong, help: "No progress and no notes on standard error.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Append notes and rejects to this file.", valueName: "file"),
    completion: .file())
  var log: String?

  mutating func validate() throws {
    guard maxRowBytes >= 256 else {
      throw ValidationError(
        "--max-row-bytes: value is too small (\(maxRowBytes)), at least 256 is required")
    }
  }
}

extension FeedArguments {
  /// Refuses a command that names no feed.
  func requireFeed() throws {
    if feeds.isEmpty { throw ValidationError("no feed is named") }
  }
}
