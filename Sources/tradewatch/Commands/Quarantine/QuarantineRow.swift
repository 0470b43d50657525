import ArgumentParser
import Canvas
import Glibc
import Ingestion

/// `tradewatch quarantine row ID --library DIR`: the bytes of one rejected row.
struct QuarantineRow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "row",
    abstract: "Write the bytes of one rejected row, exactly as they arrived.",
    discussion: """
      On a terminal they are shown with what could steer it escaped.

      Examples:
        tradewatch quarantine row 17 --library data/library > row.csv
      """)

  @Argument(help: "The number that list shows.")
  var id: Int

  @OptionGroup
  var library: LibraryArgument

  mutating func run() throws {
    do throws(QuarantineError) {
      var reader = try QuarantineReader(library.folder)
      while let row = try reader.next(keeping: 0) {
        guard row.record.id == id else { continue }
        try write(row, from: reader)
        return note(row)
      }
    } catch {
      throw CommandFailure(error)
    }
    throw CommandFailure(
      reason: "no row \(id) in \(library.library)",
      help: "tradewatch quarantine list --library \(shellWord(library.library))")
  }

  private func write(
    _ row: StoredRow, from reader: QuarantineReader
  ) throws(QuarantineError) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    try reader.forEachPart(of: row) { part in
      isTerminal
        ? StandardOutput.write(escapedText(Array(part)).safeForTerminal)
        : StandardOutput.write(Array(part))
      return true
    }
    if isTerminal { StandardOutput.write("\n") }
  }

  /// Says where the bytes are not those that arrived.
  private func note(_ row: StoredRow) {
    let record = row.record
    if !record.isWhole {
      StandardError.say(
        "tradewatch: row \(id): the first \(record.kept) of \(record.length) bytes are kept")
    }
    if !row.isIntact {
      StandardError.say("tradewatch: row \(id): its bytes on disk are not as they were written")
    }
  }
}
