import Foundation
import Screens
import TOMLKit

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
    do {
      self = try TOMLDecoder().decode(SettingsFile.self, from: toml)
    } catch let error as TOMLParseError {
      throw CommandFailure(
        reason: "\(source):\(error.source.begin.line): \(error.description.lowercased())")
    } catch let error as DecodingError {
      throw CommandFailure(reason: "\(source): \(SettingsFile.explained(error))")
    } catch {
      throw CommandFailure(reason: "\(source): \(error)")
    }
  }

  /// Reads a file; `nil` where there is none.
  static func read(path: String) throws(CommandFailure) -> SettingsFile? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw CommandFailure(reason: "\(path): cannot be read as UTF-8 text")
    }
    return try SettingsFile(toml: text, source: path)
  }

  private static func explained(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "\(dotted(context.codingPath)): expected a key '\(key.stringValue)'"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      "\(dotted(context.codingPath)): expected \(type)".lowercased()
    case .dataCorrupted(let context): "\(dotted(context.codingPath)): \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }

  private static func dotted(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "settings" : path.map(\.stringValue).joined(separator: ".")
  }
}
