import ArgumentParser
import Ingestion

/// `tradewatch quarantine`: the rejected rows that are kept on disk.
struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "List rejected rows that are kept on disk, take one out, or feed them again.",
    discussion: """
      Every command that reads feeds keeps the rows that it rejects, whole and byte for byte, in \
      the directory that --library names, else in a temporary folder.
      """,
    subcommands: [QuarantineList.self, QuarantineRow.self, QuarantineRetry.self])
}

/// The directory of a quarantine.
struct LibraryArgument: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The directory that --library named, or the temporary folder that was told.",
      valueName: "directory"),
    completion: .directory)
  var library: String

  var folder: QuarantineFolder { QuarantineFolder(library: library) }
}
