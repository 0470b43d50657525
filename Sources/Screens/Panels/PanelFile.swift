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
  public var found: String

  public var description: String {
    "panel \(panel): \(key): expected \(expected), found '\(found)'"
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
    return PanelDefinition(
      id: table.id, screen: try reader.word(table.screen, "screen"), title: table.title.local,
      kind: try reader.word(table.kind, "kind"), parts: parts, columns: columns)
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
      throw PanelFileError(panel: id, key: "class", expected: "a record class", found: name)
    }
    let measures = part.measures ?? panel.measures ?? ["count()"]
    return PanelPart(
      title: part.title?.local ?? LocalText("", ""), recordClass: recordClass, measures: measures,
      dimensions: part.by ?? panel.by ?? [], filter: part.where ?? panel.where,
      window: part.window ?? panel.window, top: part.top ?? panel.top,
      format: try word(part.format ?? panel.format ?? "count", "format"),
      showsChange: part.change ?? panel.change ?? false)
  }

  func column(_ column: PanelFile.Column) throws(PanelFileError) -> PanelColumn {
    PanelColumn(
      title: column.title.local, format: try word(column.format ?? "count", "format"),
      unit: column.unit)
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
