import Commerce

/// Panels as their TOML file has them: plain texts, not yet understood.
///
///     [[panel]]
///     id = "orders.top_sellers"
///     screen = "orders"
///     kind = "top"
///     title = { en = "Top sellers", zh = "卖家排行" }
///     class = "order"
///     measures = ["sum(amount)", "count()"]
///     by = ["seller"]
///
/// A panel of several queries has `[[panel.part]]` tables with the same keys.
public struct PanelFile: Decodable, Sendable {
  var panel: [Panel]

  struct Panel: Decodable, Sendable {
    var id: String
    var screen: String
    var kind: String
    var title: Text
    var part: [Part]?
    var column: [Column]?
    var query: Part

    enum CodingKeys: String, CodingKey {
      case id
      case screen
      case kind
      case title
      case part
      case column
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      id = try values.decode(String.self, forKey: .id)
      screen = try values.decode(String.self, forKey: .screen)
      kind = try values.decode(String.self, forKey: .kind)
      title = try values.decode(Text.self, forKey: .title)
      part = try values.decodeIfPresent([Part].self, forKey: .part)
      column = try values.decodeIfPresent([Column].self, forKey: .column)
      query = try Part(from: decoder)
    }
  }

  struct Part: Decodable, Sendable {
    var title: Text?
    var `class`: String?
    var measures: [String]?
    var by: [String]?
    var `where`: String?
    var window: String?
    var top: Int?
    var format: String?
    var change: Bool?
  }

  struct Column: Decodable, Sendable {
    var title: Text
    var format: String?
    var unit: String?
  }

  struct Text: Decodable, Sendable {
    var en: String
    var zh: String?

    var local: LocalText { LocalText(en, zh ?? en) }
  }
}

/// What is wrong with a panel of a file.
public struct PanelFileError: Error, Equatable, CustomStringConvertible {
  public var panel: String
  public var key: String
  public var expected: String
  /// Empty where the key is missing.
  public var found: String

  public var description: String {
    let end = found.isEmpty ? "" : ", found '\(found)'"
    return "panel \(panel): \(key): expected \(expected)\(end)"
  }
}

extension PanelFile {
  /// The panels, in the order of the file.
  public func definitions() throws(PanelFileError) -> [PanelDefinition] {
    var definitions: [PanelDefinition] = []
    for table in panel { definitions.append(try definition(of: table)) }
    return definitions
  }

  private func definition(of table: Panel) throws(PanelFileError) -> PanelDefinition {
    let reader = PanelReader(id: table.id)
    var parts: [PanelPart] = []
    for part in table.part ?? [table.query] {
      parts.append(try reader.part(part, over: table.query))
    }
    var columns: [PanelColumn] = []
    for column in table.column ?? [] { columns.append(try reader.column(column)) }
    let definition = PanelDefinition(
      id: table.id, screen: try reader.word(table.screen, "screen"), title: table.title.local,
      kind: try reader.word(table.kind, "kind"), parts: parts, columns: columns)
    try reader.requireGroups(definition)
    return definition
  }
}

/// Understands the texts of one panel.
private struct PanelReader {
  let id: String

  /// A part, whose missing keys are those of its panel.
  func part(
    _ part: PanelFile.Part, over panel: PanelFile.Part
  ) throws(PanelFileError) -> PanelPart {
    let name = part.class ?? panel.class ?? ""
    guard let recordClass = RecordClass(named: name) else {
      throw PanelFileError(
        panel: id, key: "class", expected: "one of \(RecordClass.words)", found: name)
    }
    let measures = part.measures ?? panel.measures ?? ["count()"]
    try requireWindow(part.window ?? panel.window)
    return PanelPart(
      title: part.title?.local ?? LocalText("", ""), recordClass: recordClass, measures: measures,
      dimensions: part.by ?? panel.by ?? [], filter: part.where ?? panel.where,
      window: part.window ?? panel.window, top: part.top ?? panel.top,
      format: try word(part.format ?? panel.format ?? "count", "format"),
      showsChange: part.change ?? panel.change ?? false)
  }

  /// Refuses a window that is none of those that the screens know.
  private func requireWindow(_ name: String?) throws(PanelFileError) {
    guard let name, WindowChoice(named: name) == nil else { return }
    throw PanelFileError(
      panel: id, key: "window", expected: "one of \(WindowChoice.words)", found: name)
  }

  func column(_ column: PanelFile.Column) throws(PanelFileError) -> PanelColumn {
    PanelColumn(
      title: column.title.local, format: try word(column.format ?? "count", "format"),
      unit: column.unit)
  }

  /// Refuses a panel of groups without a dimension.
  func requireGroups(_ panel: PanelDefinition) throws(PanelFileError) {
    switch panel.kind {
    case .keyFigures, .funnel, .ages: return
    case .trend, .top, .breakdown, .map:
      guard panel.parts.contains(where: \.dimensions.isEmpty) else { return }
      throw PanelFileError(
        panel: id, key: "by", expected: "a dimension to group by for \(panel.kind.rawValue)",
        found: "")
    }
  }

  /// One of the words of an enumeration.
  func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ key: String
  ) throws(PanelFileError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw PanelFileError(panel: id, key: key, expected: "one of \(words)", found: text)
    }
    return word
  }
}

extension RecordClass {
  /// The names of all classes, for the text of a mistake.
  static var words: String { allCases.map(\.name).joined(separator: ", ") }
}

extension WindowChoice {
  /// The names of all windows, for the text of a mistake.
  static var words: String { cycle.map { $0.name ?? "all" }.joined(separator: ", ") }
}
