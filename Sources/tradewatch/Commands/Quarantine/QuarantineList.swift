import ArgumentParser
import Commerce
import Ingestion
import Library

/// `tradewatch quarantine list [--library DIR]`: which rows were rejected, and why.
struct QuarantineList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the rejected rows; without --library the temporary folders that have some.",
    discussion: """
      Examples:
        tradewatch quarantine list
        tradewatch quarantine list --library data/library
        tradewatch quarantine list --library data/library --format json
      """)

  @Option(
    help: ArgumentHelp(
      "The directory that --library named, or the temporary folder that was told.",
      valueName: "directory"),
    completion: .directory)
  var library: String?

  @Flag(help: "Also list rows that were accepted when they were fed again.")
  var all = false

  @Option(help: "How the rows are printed.")
  var format: OutputFormat = .text

  mutating func run() throws {
    guard let library else {
      StandardOutput.write(
        try folders().printed(as: format, title: "tradewatch quarantine list"))
      return
    }
    var listing = try RejectListing(QuarantineFolder(library: library))
    listing.showsRetried = all
    try print(listing)
  }

  private func print(_ listing: RejectListing) throws(CommandFailure) {
    switch format {
    case .text:
      let counts = try listing.printText()
      StandardOutput.write(
        "\(counts.listed) listed, \(counts.retried) accepted when they were fed again\n")
    case .csv: _ = try listing.printCSV()
    case .json:
      StandardOutput.write("{\"rejects\":")
      let counts = try listing.printJSONArray()
      StandardOutput.write(",\"listed\":\(counts.listed),\"retried\":\(counts.retried)}\n")
    case .html:
      let table = HTMLText.table(try listing.table(), caption: "Rejected rows")
      StandardOutput.write(HTMLText.page(title: "tradewatch quarantine", body: table))
    }
  }

  /// The temporary folders, a row each.
  private func folders() throws(CommandFailure) -> Answer {
    var rows: [[FieldValue]] = []
    for folder in QuarantineFolder.temporary() {
      do throws(QuarantineError) {
        var reader = try QuarantineReader(folder)
        let marks = try RetryMarks(of: folder)
        var (count, newest) = (0, FieldValue.absent)
        while let row = try reader.next(keeping: 0) {
          count += 1
          newest = .time(row.record.arrived)
        }
        rows.append([
          .text(folder.library), newest, .integer(Int64(count)),
          .integer(Int64(count - marks.count)),
        ])
      } catch {
        StandardError.say(CommandFailure(error).text)
      }
    }
    let columns =
      ["library", "newest"].map { AnswerColumn(name: $0, type: "text", isDimension: true) }
      + ["rows", "waiting"].map { AnswerColumn(name: $0, type: "integer") }
    return Answer(columns: columns, rows: rows, groupCount: rows.count)
  }
}
