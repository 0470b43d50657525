import Commerce
import Ingestion
import Loading

/// Feeds the rows of a quarantine again: records of accepted rows are written, then the rows marked.
struct Retry {
  /// What became of the rows.
  struct Outcome: CustomStringConvertible {
    var accepted = 0
    var rejected: [Rule: Int] = [:]
    /// Rows that cannot be read by themselves, by the reason.
    var unreadable: [String: Int] = [:]
    /// Rows that had been accepted before.
    var before = 0

    var description: String {
      let again = rejected.values.reduce(0, +)
      let rules = rejected.sorted { $0.key.id < $1.key.id }.map { "\($0.key.id) \($0.value)" }
      var text = "\(accepted) accepted, \(again) rejected again"
      if !rules.isEmpty { text += " (\(rules.joined(separator: ", ")))" }
      for (reason, count) in unreadable.sorted(by: { $0.key < $1.key }) {
        text += ", \(count) left: \(reason)"
      }
      return text + (before > 0 ? ", \(before) accepted before" : "")
    }
  }

  /// Rows whose records are written together.
  private static let rowsAtOnce = 512

  let folder: QuarantineFolder
  let rows: RetriedRows
  /// `nil` where nothing is written or marked.
  let output: RecordOutput?

  private var outcome = Outcome()
  private var ids: [Int] = []
  private var batches: [RecordBatch] = []
  private var lastAccepted: (place: Place, bytes: [UInt8])?

  init(folder: QuarantineFolder, rows: RetriedRows, output: RecordOutput?) {
    self.folder = folder
    self.rows = rows
    self.output = output
  }

  mutating func run() throws(CommandFailure) -> Outcome {
    var reader = try asCommand { () throws(QuarantineError) in try QuarantineReader(folder) }
    let book = output == nil ? nil : try openBook()
    let marks: RetryMarks
    if let book { marks = book.marks } else { marks = try readMarks() }
    while let row = try next(&reader) {
      if marks.contains(row.record.id) {
        outcome.before += 1
      } else {
        take(row)
      }
      if ids.count >= Retry.rowsAtOnce { try give(book) }
    }
    try give(book)
    for note in reader.notes { StandardError.say("tradewatch: \(note)") }
    return outcome
  }

  private func openBook() throws(CommandFailure) -> RetryBook {
    try asCommand { () throws(QuarantineError) in try RetryBook(folder) }
  }

  private func readMarks() throws(CommandFailure) -> RetryMarks {
    try asCommand { () throws(QuarantineError) in try RetryMarks(of: folder) }
  }

  private func next(_ reader: inout QuarantineReader) throws(CommandFailure) -> StoredRow? {
    try asCommand { () throws(QuarantineError) in try reader.next(keeping: rows.neededBytes) }
  }

  private mutating func take(_ row: StoredRow) {
    switch rows.read(row) {
    case .rejected(let finding): outcome.rejected[finding.rule, default: 0] += 1
    case .unreadable(let reason): outcome.unreadable[reason, default: 0] += 1
    case .accepted(let records):
      outcome.accepted += 1
      ids.append(row.record.id)
      // A row of which two parts were wrong stands there twice, one behind the other.
      if let last = lastAccepted, last.place == row.record.finding.place, last.bytes == row.bytes {
        return
      }
      batches += records
      lastAccepted = (row.record.finding.place, row.bytes)
    }
  }

  private mutating func give(_ book: RetryBook?) throws(CommandFailure) {
    defer { (ids, batches) = ([], []) }
    guard let output, let book, !ids.isEmpty else { return }
    let now = WallClock.now
    try output.write(recordLines(batches, arrived: now))
    try asCommand { () throws(QuarantineError) in try book.mark(ids, at: now) }
  }
}
