import Commerce
import Glibc
import Library
import Screens

/// All records of a list on their way into a file.
final class RecordExport: LongWork {
  /// Rows that are looked at in one part.
  private static let readPart = 131_072
  /// Rows that are written in one part.
  private static let writtenPart = 8192

  private let request: ExportRequest
  private let mail: Postbox<EngineMail>
  private let selection: RowSelection
  private let reader: RecordReader
  private let head: Answer
  private let file: UnsafeMutablePointer<FILE>
  /// Set once all rows have been looked at.
  private var rows: [Int]?
  private var written = 0

  let isReplaceable = false

  init(
    _ request: ExportRequest, of list: RecordRequest, over library: Library, now: Timestamp?,
    mail: Postbox<EngineMail>
  ) throws {
    self.request = request
    self.mail = mail
    var query = try RecordQuery(list)
    query.offset = 0
    query.limit = nil
    selection = RowSelection(query, over: library, now: now)
    reader = try list.reader(over: library)
    let columns = try list.dimensions().map { dimension in
      AnswerColumn(name: dimension.name, type: dimension.type.word, isDimension: true)
    }
    head = Answer(columns: columns, rows: [], groupCount: 0)
    guard let file = fopen(request.path, "w") else { throw Refusal.ofSystem }
    self.file = file
  }

  deinit { fclose(file) }

  func advance() throws -> Bool {
    guard let rows else {
      guard selection.advance(atMost: RecordExport.readPart) else { return false }
      rows = selection.rows()
      try write(request.format == .json ? head.jsonHead + "[" : head.csv)
      return false
    }
    let end = min(rows.count, written + RecordExport.writtenPart)
    for index in written..<end { try write(row: rows[index], isFirst: index == 0) }
    written = end
    guard written == rows.count else { return false }
    if request.format == .json { try write((rows.isEmpty ? "]" : "\n]") + head.jsonTail) }
    guard fflush(file) == 0 else { throw Refusal.ofSystem }
    mail.send(.message(.reply(.exported(path: request.path, rows: rows.count))))
    return true
  }

  /// Half a table would be taken for a whole one.
  func giveUp() {
    var status = stat()
    guard fstat(fileno(file), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    unlink(request.path)
  }

  func fail(_ reason: String) {
    mail.send(.message(.reply(.failed(id: 0, reason: "\(request.path): \(reason)"))))
  }

  private func write(row: Int, isFirst: Bool) throws(Refusal) {
    let values = reader.values(ofRow: row)
    switch request.format {
    case .json: try write((isFirst ? "\n" : ",\n") + jsonRow(values))
    case .csv: try write(csvRow(values.map(\.spreadsheetField)))
    }
  }

  private func write(_ text: String) throws(Refusal) {
    guard fputs(text, file) >= 0 else { throw Refusal.ofSystem }
  }
}

extension FieldValue {
  /// A field of CSV for a spreadsheet: no text is taken for a formula.
  var spreadsheetField: String {
    if case .text(let text) = self { spreadsheetText(text) } else { csvText }
  }
}

extension Refusal {
  /// What the system said last.
  static var ofSystem: Refusal { Refusal(String(cString: strerror(errno)).lowercased()) }
}
