import Commerce
import Glibc
import Library
import Loading
import Screens

extension Engine {
  /// Writes what is shown into a file and says so; a list of records part by part.
  func export(_ request: ExportRequest) {
    do {
      let table: Answer
      switch request.content {
      case .records(let list):
        return works.add(
          try RecordExport(
            request, of: list, over: intake.library, now: windowEnd, mail: handle.mail))
      case .query(let query): table = try answer(to: query)
      case .table(let header, let rows):
        let columns = header.map { AnswerColumn(name: $0, type: "text") }
        table = Answer(columns: columns, rows: rows, groupCount: rows.count)
      }
      try write(request.format == .json ? table.json : table.spreadsheet, to: request.path)
      handle.mail.send(
        .message(.reply(.exported(path: request.path, rows: table.rows.count))))
    } catch {
      handle.mail.send(
        .message(.reply(.failed(id: 0, reason: "\(request.path): \(error)"))))
    }
  }

  private func answer(to query: PanelQuery) throws -> Answer {
    let view = try View(Query(query), over: intake.library)
    view.refresh(now: windowEnd)
    if let refusal = view.refusal { throw Refusal(refusal.message) }
    return view.answer
  }

  private func write(_ text: String, to path: String) throws(Refusal) {
    guard let file = fopen(path, "w") else { throw Refusal.ofSystem }
    defer { fclose(file) }
    guard fputs(text, file) >= 0, fflush(file) == 0 else { throw Refusal.ofSystem }
  }
}

extension Answer {
  /// CSV for a spreadsheet.
  fileprivate var spreadsheet: String {
    csvRow(columns.map(\.name)) + rows.map { csvRow($0.map(\.spreadsheetField)) }.joined()
  }
}
