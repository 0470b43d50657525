import Screens

/// What a file of settings may say; everything may be left out.
struct SettingsFile: Decodable {
  var lang: LanguageChoice?
  var glyphs: GlyphChoice?
  var color: Bool?
  var panels: PanelFile?
  var alerts: AlertFile?

  private enum CodingKeys: String, CodingKey {
    case lang, glyphs, color, panel, alert
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    lang = try values.decodeIfPresent(LanguageChoice.self, forKey: .lang)
    glyphs = try values.decodeIfPresent(GlyphChoice.self, forKey: .glyphs)
    color = try values.decodeIfPresent(Bool.self, forKey: .color)
    panels = values.contains(.panel) ? try PanelFile(from: decoder) : nil
    alerts = values.contains(.alert) ? try AlertFile(from: decoder) : nil
  }

  /// Reads the TOML text of a file; `source` is its name, for the text of a mistake.
  init(toml: String, source: String) throws(CommandFailure) {
    self = try TOMLText.decode(SettingsFile.self, toml, source: source, root: "settings")
  }

  /// Reads a file; `nil` where there is none.
  static func read(path: String) throws(CommandFailure) -> SettingsFile? {
    guard let text = try TOMLText.read(path: path) else { return nil }
    return try SettingsFile(toml: text, source: path)
  }
}
