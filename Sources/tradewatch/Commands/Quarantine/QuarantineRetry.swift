import ArgumentParser
import Ingestion

/// `tradewatch quarantine retry --library DIR`: feeds rejected rows again.
struct QuarantineRetry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Read rejected rows again, and give the records of those that are accepted now.",
    discussion: """
      The records are written as JSON Lines, which every command reads as a feed. Rows that are \
      accepted are marked and not given again; the others stay. A row is marked after its records \
      were written: where that breaks off, they are given again, and count as duplicates then.

      Examples:
        tradewatch quarantine retry --library data/library --max-row-bytes 10000000 --output \
      mended.jsonl
        tradewatch quarantine retry --library data/library --map mended.toml --dry-run
      """)

  @OptionGroup
  var library: LibraryArgument

  @Option(
    help: ArgumentHelp(
      "Append the records to this file; else they are written to standard output.",
      valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How foreign columns fill our fields, in TOML, as it stands now.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var map: [String] = []

  @Option(
    help: ArgumentHelp("Longest row that is read; a longer one stays.", valueName: "bytes"))
  var maxRowBytes = 65_536

  @Flag(help: "Only say what would be accepted: nothing is written or marked.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "No counts on standard error.")
  var quiet = false

  mutating func validate() throws {
    guard maxRowBytes >= 256 else {
      throw ValidationError(
        "--max-row-bytes: value is too small (\(maxRowBytes)), at least 256 is required")
    }
  }

  mutating func run() throws {
    var options = FeedOptions(maxRowBytes: maxRowBytes)
    options.mappings = try readMappings(map)
    var retry = Retry(
      folder: library.folder, rows: RetriedRows(options),
      output: dryRun ? nil : try RecordOutput(path: output))
    let outcome = try retry.run()
    if !quiet { StandardError.say("tradewatch: \(outcome)") }
  }
}
