import Commerce
import Library
import Screens

/// The answers of one panel as one table.
struct PanelTable {
  let table: Answer

  init(
    _ panel: PanelDefinition, _ scope: QueryScope, _ shelf: ViewShelf, _ language: Language
  ) {
    let isFigures = panel.parts.allSatisfy { $0.dimensions.isEmpty }
    table =
      isFigures
      ? PanelTable.figures(panel, scope, shelf, language)
      : PanelTable.groups(panel, scope, shelf, language)
  }

  /// A row for each part: its label, its value and, where the panel shows it, its change.
  private static func figures(
    _ panel: PanelDefinition, _ scope: QueryScope, _ shelf: ViewShelf, _ language: Language
  ) -> Answer {
    let showsChange = panel.parts.contains(where: \.showsChange)
    let rows = panel.parts.map { part -> [FieldValue] in
      let values = shelf.answer(scope.query(part), now: nil).rows.first ?? []
      let row: [FieldValue] = [.text(part.title[language]), values.first ?? .absent]
      return showsChange ? row + [values.count > 1 ? values[1] : .absent] : row
    }
    let types = Set(rows.map { $0[1].typeWord }).subtracting([nil]).compactMap(\.self)
    var columns = [
      AnswerColumn(name: "figure", type: "text", isDimension: true),
      AnswerColumn(name: "value", type: types.count == 1 ? types[0] : "mixed"),
    ]
    if showsChange {
      columns.append(AnswerColumn(name: "change", type: "number", unit: "fraction"))
    }
    return Answer(columns: columns, rows: rows, groupCount: rows.count)
  }

  /// The groups of the panel's query, with the names behind codes.
  private static func groups(
    _ panel: PanelDefinition, _ scope: QueryScope, _ shelf: ViewShelf, _ language: Language
  ) -> Answer {
    guard let part = panel.parts.first else { return Answer(columns: [], rows: [], groupCount: 0) }
    let query = scope.query(part)
    let answer = shelf.answer(query, now: nil)
    let words = ValueWords(language: language, labels: answer.labels)
    let columns =
      (query.dimensions + ["name"]).map {
        AnswerColumn(name: $0, type: "text", isDimension: true)
      } + query.measures.map { column(of: $0, part.recordClass) }
    let rows = answer.rows.map { row -> [FieldValue] in
      let keys = row.prefix(query.dimensions.count)
      let name = zip(keys, query.dimensions).map { words.text($0, of: $1) }
      let isNamed = name != keys.map(\.description)
      return Array(keys) + [isNamed ? .text(name.joined(separator: " ")) : .absent]
        + row.dropFirst(query.dimensions.count)
    }
    let table = Answer(columns: columns, rows: rows, groupCount: answer.groupCount)
    return rows.isEmpty ? table : table.withoutEmptyColumns
  }

  /// The column of a measure; of one that cannot be read, whose values are absent, a number's.
  private static func column(of text: String, _ recordClass: RecordClass) -> AnswerColumn {
    guard let measure = try? Measure(text, of: recordClass) else {
      return AnswerColumn(name: text, type: "number")
    }
    return measure.column(unit: nil)
  }
}

extension FieldValue {
  /// The word of its type in outputs; `nil` for absent.
  fileprivate var typeWord: String? {
    switch self {
    case .absent: nil
    case .text: "text"
    case .money: "money"
    case .decimal: "decimal"
    case .integer: "integer"
    case .number: "number"
    case .time: "time"
    case .flag: "boolean"
    }
  }
}
