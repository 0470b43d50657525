/// The first rows of a feed, by column.
final class SampleRows: ForeignRows {
  /// The most rows that are kept.
  static let rowLimit = 2000

  private(set) var names: [String] = []
  /// By column: the texts of the rows, empty ones included.
  private(set) var columns: [[String]] = []
  private(set) var count = 0

  var wantedNames: [String] { [] }
  var notice: String? { nil }
  var unusedNames: [String] { [] }
  var isFull: Bool { count >= SampleRows.rowLimit }

  func forked() -> (any ForeignRows)? { nil }

  func begin(_ names: [String]) {
    self.names = names
    // Keys that come first in a later object are absent in all before it.
    while columns.count < names.count {
      columns.append(Array(repeating: "", count: count))
    }
  }

  func take(_ row: ForeignRow, into sink: inout RowSink) {
    guard !isFull else { return }
    for column in columns.indices {
      columns[column].append(String(decoding: row.text(column), as: UTF8.self))
    }
    count += 1
  }
}
