import Canvas
import Commerce
import Library

extension CheckReport {
  func printed(as format: OutputFormat) -> String {
    switch format {
    case .text: plainText
    case .json: json
    case .csv: findingsTable.csv
    case .html: HTMLText.page(title: "tradewatch check", body: htmlBody)
    }
  }

  /// The tables of a page.
  var htmlBody: String {
    HTMLText.table(feedsTable, caption: "Feeds") + "\n"
      + HTMLText.table(countsTable, caption: "Rules") + "\n"
      + HTMLText.table(findingsTable, caption: "Examples")
  }

  /// The feeds as a table, then each rule with its examples.
  var plainText: String {
    var text = feedsTable.plainText
    if findings.isEmpty { return text + "\nno findings\n" }
    for entry in findings {
      text += "\n\(entry.rule.severity.name)  \(entry.rule.id)  \(entry.count)  "
      text += "\(entry.rule.summary)\n"
      for example in entry.examples {
        let key = example.key.isEmpty ? "" : " (\(example.key))"
        text += "  \(example.description)\(key)".safeForTerminal + "\n"
      }
    }
    return text
  }

  /// A row for each feed and class.
  var feedsTable: Answer {
    let rows = feeds.map { counts in
      [FieldValue.text(counts.feed), counts.recordClass.map { .text($0.name) } ?? .absent]
        + counts.numbers.map { .integer(Int64($0.count)) }
    }
    let names = FeedCounts(feed: "", recordClass: nil).numbers.map(\.name)
    return table(texts: ["feed", "class"], integers: names, rows)
  }

  /// A row for each broken rule.
  var countsTable: Answer {
    table(
      texts: ["rule", "severity", "meaning"], integers: ["count"],
      findings.map { entry in
        [
          .text(entry.rule.id), .text(entry.rule.severity.name), .text(entry.rule.summary),
          .integer(Int64(entry.count)),
        ]
      })
  }

  /// A row for each example.
  private var findingsTable: Answer {
    let rows = findings.flatMap { entry in
      entry.examples.map { example -> [FieldValue] in
        [
          .text(entry.rule.id), .text(entry.rule.severity.name), .text(example.place.feed),
          .text(example.field), .text(example.expected), .text(example.found), .text(example.key),
          .integer(Int64(example.place.line)), .integer(Int64(example.place.offset)),
          .integer(Int64(entry.count)),
        ]
      }
    }
    return table(
      texts: ["rule", "severity", "feed", "field", "expected", "found", "key"],
      integers: ["line", "offset", "count"], rows)
  }

  private func table(texts: [String], integers: [String], _ rows: [[FieldValue]]) -> Answer {
    let columns =
      texts.map { AnswerColumn(name: $0, type: "text", isDimension: true) }
      + integers.map { AnswerColumn(name: $0, type: "integer") }
    return Answer(columns: columns, rows: rows, groupCount: rows.count)
  }
}
