import Commerce
import Ingestion
import Library
import Loading
import Screens

/// The newest records and rejects as lines for the tail, thinned out when they come too fast.
///
/// At most `linesPerSecond` are kept; the numbers of the lines count every record, so that a gap
/// says how many were left out.
struct TailBuffer {
  private static let capacity = 2000
  private static let linesPerSecond = 200

  private(set) var lines: [TailLine] = []
  private var sequence = 0
  /// Lines that may still be kept now.
  private var allowance = Double(TailBuffer.linesPerSecond)
  private var lastMilliseconds = MonotonicTime.milliseconds
  /// Which records of a class are wanted; a class without a filter passes.
  private var filters: [RecordClass: Filter] = [:]

  /// From now on only records that the filters let through are taken; a filter that cannot be read
  /// lets all through.
  mutating func filter(by texts: [RecordClass: String]) {
    filters = [:]
    for (recordClass, text) in texts { filters[recordClass] = try? Filter(text, for: recordClass) }
  }

  /// Takes the rows that were just appended, evenly spaced and the last one among them.
  mutating func add(_ appended: Appended, from intake: Intake, arrived: Timestamp) {
    let wanted = wantedRows(appended, in: intake.library)
    let kept = takeAllowance(for: wanted.count)
    let feed = intake.library.feedName(appended.feed)
    for number in 0..<kept {
      let row = wanted[(number + 1) * wanted.count / kept - 1]
      let place = row - appended.rows.lowerBound
      lines.append(
        TailLine(
          sequence: sequence + place + 1, arrived: arrived, feed: feed,
          content: content(of: row, in: appended.recordClass, intake.library)))
    }
    sequence += appended.rows.count
    trim()
  }

  private func wantedRows(_ appended: Appended, in library: Library) -> [Int] {
    guard let filter = filters[appended.recordClass] else { return Array(appended.rows) }
    let query = RecordQuery(appended.recordClass, filter: filter)
    let selection = RowSelection(query, over: library, from: appended.rows.lowerBound)
    selection.advance()
    return selection.rows()
  }

  mutating func add(_ rejects: [Reject], arrived: Timestamp) {
    let kept = takeAllowance(for: rejects.count)
    for (place, reject) in rejects.enumerated() where place >= rejects.count - kept {
      lines.append(
        TailLine(
          sequence: sequence + place + 1, arrived: arrived, feed: reject.finding.place.feed,
          content: .reject(RejectLine(reject, arrived: arrived))))
    }
    sequence += rejects.count
    trim()
  }

  /// How many of so many new lines may be kept.
  private mutating func takeAllowance(for count: Int) -> Int {
    let now = MonotonicTime.milliseconds
    let limit = Double(TailBuffer.linesPerSecond)
    allowance = min(limit, allowance + Double(now - lastMilliseconds) * limit / 1000)
    lastMilliseconds = now
    let kept = min(count, Int(allowance))
    allowance -= Double(kept)
    return kept
  }

  private func content(
    of row: Int, in recordClass: RecordClass, _ library: Library
  ) -> TailLine.Content {
    let table = library[recordClass]
    var values: [String: FieldValue] = [:]
    for (index, field) in table.schema.fields.enumerated() {
      let value = table.value(row: row, field: index)
      if value != .absent { values[field.name] = value }
    }
    let names = Array(values.keys)
    let labels = LabelBook(library: library)
      .labels(for: names, rows: [names.map { values[$0] ?? .absent }])
    return .record(
      RecordReference(recordClass, row: row, key: table.key(row)), values: values, labels: labels)
  }

  private mutating func trim() {
    if lines.count > 2 * TailBuffer.capacity {
      lines.removeFirst(lines.count - TailBuffer.capacity)
    }
  }
}

extension RejectLine {
  /// The longest raw text that is shown, in bytes.
  private static let shownBytes = 4096

  init(_ reject: Reject, arrived: Timestamp) {
    self.init(reject.finding, arrived, reject.raw, length: reject.length)
  }

  /// The newest rows of the quarantine always have their bytes.
  init(_ entry: Quarantine.Entry) {
    self.init(entry.finding, entry.arrived, entry.raw ?? [], length: entry.length)
  }

  private init(_ finding: Finding, _ arrived: Timestamp, _ bytes: [UInt8], length: Int) {
    self.init(
      finding: finding, arrived: arrived,
      raw: String(decoding: bytes.prefix(RejectLine.shownBytes), as: UTF8.self), length: length)
  }
}
