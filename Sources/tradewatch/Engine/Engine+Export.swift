import Commerce
import Glibc
import Library
import Screens

extension Engine {
  /// Writes what is shown into a file and says so.
  func export(_ request: ExportRequest) {
    do {
      let table = try table(of: request.content)
      try write(request.format == .json ? table.json : table.spreadsheet, to: request.path)
      handle.mail.send(
        .message(.reply(.exported(path: request.path, rows: table.rows.count))))
    } catch {
      handle.mail.send(.message(.notice("\(request.path): \(error)")))
    }
  }

  private func table(of content: ExportRequest.Content) throws -> Answer {
    switch content {
    case .query(let query): return try answer(to: query)
    case .records(let request): return try allRecords(of: request)
    case .table(let header, let rows):
      let columns = header.map { AnswerColumn(name: $0, type: "text") }
      return Answer(columns: columns, rows: rows, groupCount: rows.count)
    }
  }

  private func answer(to query: PanelQuery) throws -> Answer {
    let view = try View(Query(query), over: intake.library)
    view.refresh(now: windowEnd)
    if let refusal = view.refusal { throw Refusal(refusal.message) }
    return view.answer
  }

  private func write(_ text: String, to path: String) throws(Refusal) {
    guard let file = fopen(path, "w") else {
      throw Refusal(String(cString: strerror(errno)).lowercased())
    }
    defer { fclose(file) }
    guard fputs(text, file) >= 0, fflush(file) == 0 else {
      throw Refusal(String(cString: strerror(errno)).lowercased())
    }
  }
}

extension Answer {
  /// CSV for a spreadsheet: no text is taken for a formula.
  fileprivate var spreadsheet: String {
    var safe = self
    safe.rows = rows.map { row in
      row.map { value in
        if case .text(let text) = value { .text(spreadsheetText(text)) } else { value }
      }
    }
    return safe.csv
  }
}
