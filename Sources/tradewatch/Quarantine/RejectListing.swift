import Canvas
import Commerce
import Foundation
import Ingestion
import Library
import Loading

/// Prints the rejected rows of a quarantine, one after the other, in bounded memory.
struct RejectListing {
  /// What was seen while listing.
  struct Counts {
    /// Rows that were printed.
    var listed = 0
    /// Rows that were accepted later.
    var retried = 0
  }

  /// The most bytes of a row that are printed.
  private static let mostBytes = 1 << 16
  /// The most cells of a row in text.
  private static let mostCells = 160
  private static let writtenAtOnce = 1 << 16

  private let folder: QuarantineFolder
  private let marks: RetryMarks
  private let firstID: Int
  private let firstSegment: Int
  /// Whether rows that were accepted later are printed too.
  var showsRetried = false

  /// All rows of a quarantine.
  init(_ folder: QuarantineFolder) throws(CommandFailure) {
    try self.init(folder, firstID: 1, firstSegment: 0)
  }

  /// The rows that this process has rejected; `nil` where none are kept.
  init?(ofRunOf intake: Intake) throws(CommandFailure) {
    guard let store = intake.quarantine, store.kept > 0, let folder = store.folder else {
      return nil
    }
    try self.init(folder, firstID: store.firstID, firstSegment: store.firstSegment)
  }

  private init(
    _ folder: QuarantineFolder, firstID: Int, firstSegment: Int
  ) throws(CommandFailure) {
    self.folder = folder
    self.firstID = firstID
    self.firstSegment = firstSegment
    do { marks = try RetryMarks(of: folder) } catch { throw CommandFailure(error) }
  }

  /// Two lines a row: what is wrong where, and its bytes.
  func printText(indent: String = "") throws(CommandFailure) -> Counts {
    try printEach { row, isRetried in
      let finding = row.record.finding
      let key = finding.key.isEmpty ? "" : " (\(finding.key))"
      let state = isRetried ? "  accepted later" : row.isIntact ? "" : "  damaged on disk"
      let first = "\(row.record.id)  \(finding.rule.id)  \(finding)\(key)\(state)"
      return indent + first.safeForTerminal + "\n" + indent + "    " + shownBytes(row) + "\n"
    }
  }

  private func shownBytes(_ row: StoredRow) -> String {
    let text = escapedText(row.bytes).safeForTerminal
    let cut = text.truncated(toCells: RejectListing.mostCells, glyphs: .block)
    let isCut = cut != text || row.record.length > row.bytes.count
    return isCut ? "\(cut)  (\(row.record.length) bytes)" : cut
  }

  func printCSV() throws(CommandFailure) -> Counts {
    StandardOutput.write(csvRow(RejectListing.columns.map(\.name)))
    return try printEach { row, isRetried in
      csvRow(values(row, isRetried).map(\.csvText))
    }
  }

  /// An array of objects, one a line.
  func printJSONArray() throws(CommandFailure) -> Counts {
    StandardOutput.write("[")
    var separator = "\n"
    let counts = try printEach { row, isRetried in
      defer { separator = ",\n" }
      return separator + json(row, isRetried)
    }
    StandardOutput.write(counts.listed > 0 ? "\n]" : "]")
    return counts
  }

  /// All rows at once, for a page of HTML.
  func table() throws(CommandFailure) -> Answer {
    var rows: [[FieldValue]] = []
    _ = try forEach { row, isRetried in rows.append(values(row, isRetried)) }
    return Answer(columns: RejectListing.columns, rows: rows, groupCount: rows.count)
  }

  private func printEach(
    _ text: (StoredRow, Bool) -> String
  ) throws(CommandFailure) -> Counts {
    var waiting = ""
    let counts = try forEach { row, isRetried in
      waiting += text(row, isRetried)
      guard waiting.utf8.count >= RejectListing.writtenAtOnce else { return }
      StandardOutput.write(waiting)
      waiting = ""
    }
    StandardOutput.write(waiting)
    return counts
  }

  private func forEach(_ body: (StoredRow, Bool) -> Void) throws(CommandFailure) -> Counts {
    var counts = Counts()
    do throws(QuarantineError) {
      var reader = try QuarantineReader(folder, from: firstSegment)
      while let row = try reader.next(keeping: RejectListing.mostBytes) {
        guard row.record.id >= firstID else { continue }
        let isRetried = marks.contains(row.record.id)
        if isRetried { counts.retried += 1 }
        guard showsRetried || !isRetried else { continue }
        counts.listed += 1
        body(row, isRetried)
      }
      for note in reader.notes { StandardError.say("tradewatch: \(note)") }
    } catch {
      throw CommandFailure(error)
    }
    return counts
  }
}

extension RejectListing {
  fileprivate static let columns: [AnswerColumn] =
    ["rule", "feed", "class", "field", "expected", "found", "key", "arrived", "state", "raw"]
    .map { AnswerColumn(name: $0, type: "text", isDimension: true) }
    + ["id", "line", "offset", "length", "kept"].map { AnswerColumn(name: $0, type: "integer") }

  private func values(_ row: StoredRow, _ isRetried: Bool) -> [FieldValue] {
    let record = row.record
    let finding = record.finding
    return [
      .text(finding.rule.id), .text(finding.place.feed),
      finding.recordClass.map { .text($0.name) } ?? .absent, .text(finding.field),
      .text(finding.expected), .text(finding.found), .text(finding.key), .time(record.arrived),
      .text(state(row, isRetried)), .text(escapedText(row.bytes)), .integer(Int64(record.id)),
      .integer(Int64(finding.place.line)), .integer(Int64(finding.place.offset)),
      .integer(Int64(record.length)), .integer(Int64(record.kept)),
    ]
  }

  private func state(_ row: StoredRow, _ isRetried: Bool) -> String {
    isRetried ? "accepted later" : row.isIntact ? "waits" : "damaged"
  }

  /// The row's bytes are `raw` where they are UTF-8, else `raw_base64`.
  private func json(_ row: StoredRow, _ isRetried: Bool) -> String {
    let record = row.record
    let finding = record.finding
    let raw =
      String(validating: row.bytes, as: UTF8.self).map { "\"raw\":\(jsonString($0))" }
      ?? "\"raw_base64\":\"\(Data(row.bytes).base64EncodedString())\""
    return "{\"id\":\(record.id),\"rule\":\(jsonString(finding.rule.id)),"
      + "\"feed\":\(jsonString(finding.place.feed)),"
      + "\"class\":\(finding.recordClass.map { jsonString($0.name) } ?? "null"),"
      + "\"line\":\(finding.place.line),\"offset\":\(finding.place.offset),"
      + "\"field\":\(jsonString(finding.field)),\"expected\":\(jsonString(finding.expected)),"
      + "\"found\":\(jsonString(finding.found)),\"key\":\(jsonString(finding.key)),"
      + "\"arrived\":\(jsonString(record.arrived.description)),"
      + "\"state\":\(jsonString(state(row, isRetried))),\"length\":\(record.length),"
      + "\"kept\":\(record.kept),\(raw)}"
  }
}
