import Canvas
import Commerce
import Library
import Loading
import Screens

/// The records that a query selects, in the order of arrival, with all their fields.
struct RecordListing {
  /// So many rows are turned into text together.
  private static let rowsAtOnce = 4096

  let loading: LoadedFeeds
  let recordClass: RecordClass
  let rows: [Int]

  init(_ loading: LoadedFeeds, _ query: RecordQuery) {
    self.loading = loading
    recordClass = query.recordClass
    let selection = RowSelection(query, over: loading.intake.library)
    selection.advance()
    rows = selection.rows()
  }

  /// Prints one table: for people without the columns that no row fills.
  func printTable(as format: OutputFormat) {
    guard format == .csv else {
      var table = table(of: rows)
      if format == .text { table = table.withoutEmptyColumns }
      StandardOutput.write(table.printed(as: format, title: "tradewatch records"))
      return
    }
    StandardOutput.write(csvRow(columns.map(\.name)))
    for start in stride(from: 0, to: rows.count, by: RecordListing.rowsAtOnce) {
      let part = rows[start..<min(start + RecordListing.rowsAtOnce, rows.count)]
      StandardOutput.write(part.map { csvRow(values(ofRow: $0).map(\.csvText)) }.joined())
    }
  }

  private func table(of rows: [Int]) -> Answer {
    Answer(columns: columns, rows: rows.map(values), groupCount: rows.count)
  }

  private var columns: [AnswerColumn] {
    recordClass.schema.fields.compactMap { field in
      guard let dimension = Dimension(named: field.name, of: recordClass) else { return nil }
      return AnswerColumn(name: field.name, type: dimension.type.word, isDimension: true)
    }
  }

  private func values(ofRow row: Int) -> [FieldValue] {
    let table = loading.intake.library[recordClass]
    return table.schema.fields.indices.map { table.value(row: row, field: $0) }
  }
}

extension RecordListing {
  /// Prints each record with what it is linked with, what is wrong with it, and its raw line.
  func printExplained(as format: OutputFormat) {
    let records = rows.map { RecordView(intake: loading.intake, recordClass: recordClass, row: $0) }
    if format == .text {
      for record in records { StandardOutput.write(explanation(of: record) + "\n") }
      return
    }
    var table = table(of: rows)
    let names = ["status", "links", "findings", "feed", "raw"]
    table.columns += names.map { AnswerColumn(name: $0, type: "text") }
    for (index, record) in records.enumerated() {
      table.rows[index] += [
        .text(record.status), .text(record.links.map(line).joined(separator: "\n")),
        .text(record.findings.map(line).joined(separator: "\n")),
        .text("\(record.place)"), rawText(record).map(FieldValue.text) ?? .absent,
      ]
    }
    StandardOutput.write(table.printed(as: format, title: "tradewatch records"))
  }

  private func explanation(of record: RecordView) -> String {
    let name = recordClass.name
    var lines = ["\(name) \(record.reference.key)  (\(record.status))"]
    let labels = record.labels
    for field in record.fields where field.value != .absent {
      let label = labels[field.value.description].map { "  \($0)" } ?? ""
      lines.append("  \(field.name): \(field.value)\(label)")
    }
    lines += section("links", record.links.map(line))
    lines += section("findings", record.findings.map(line))
    let raw = rawText(record) ?? "the row cannot be read again from its feed"
    lines += section("\(record.place), byte \(record.place.offset)", rawLines(raw))
    return lines.map(\.safeForTerminal).joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["  \(title)"] + lines.map { "    " + $0 }
  }

  private func line(_ link: RecordLink) -> String {
    let state = link.row == nil ? "not in the library" : link.summary
    return "\(link.relation): \(link.recordClass.name) \(link.key)  \(state)"
  }

  private func line(_ finding: Finding) -> String {
    let field = finding.field.isEmpty ? "" : "\(finding.field): "
    return "\(finding.rule.id)  \(field)expected \(finding.expected), found '\(finding.found)'"
  }

  private func rawText(_ record: RecordView) -> String? {
    record.rawRow(loading.rawRows).map { String(decoding: $0, as: UTF8.self) }
  }

  private func rawLines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

extension Answer {
  /// The table without the columns that are absent in every row.
  var withoutEmptyColumns: Answer {
    let kept = columns.indices.filter { column in rows.contains { $0[column] != .absent } }
    return Answer(
      columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } },
      groupCount: groupCount, asOf: asOf)
  }
}
