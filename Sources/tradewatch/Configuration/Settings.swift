import Commerce
import Screens

/// What the user's files and options say together: later ones win, option over file.
struct Settings {
  var language = LanguageChoice.ofLocale
  var glyphs: GlyphChoice?
  /// `nil` where no file says so.
  var isColoured: Bool?
  /// All panels, the built-in ones first; a user's panel with the id of one replaces it.
  private(set) var panels: [PanelDefinition] = []

  /// Reads the user's file, the file that the command line names, and the command line.
  init(_ arguments: SettingsArguments) throws(CommandFailure) {
    panels = try Settings.builtIn()
    if let path = Settings.homePath, let file = try SettingsFile.read(path: path) {
      try take(file, source: path)
    }
    if let path = arguments.config {
      guard let file = try SettingsFile.read(path: path) else {
        throw CommandFailure(reason: "--config: \(path): no such file")
      }
      try take(file, source: path)
    }
    if let language = arguments.lang { self.language = language }
  }

  /// The language as the screens name it.
  var screenLanguage: Language { language == .zh ? .chinese : .english }

  /// `$XDG_CONFIG_HOME/tradewatch/config.toml`, or the same under `~/.config`.
  private static var homePath: String? {
    let home = environment("HOME").map { $0 + "/.config" }
    return (environment("XDG_CONFIG_HOME") ?? home).map { $0 + "/tradewatch/config.toml" }
  }

  private static func builtIn() throws(CommandFailure) -> [PanelDefinition] {
    do {
      return try builtInPanels()
    } catch {
      throw CommandFailure(reason: "panels.toml: \(error)")
    }
  }

  private mutating func take(_ file: SettingsFile, source: String) throws(CommandFailure) {
    language = file.lang ?? language
    glyphs = file.glyphs ?? glyphs
    isColoured = file.color ?? isColoured
    for panel in try definitions(file, source: source) {
      if let index = panels.firstIndex(where: { $0.id == panel.id }) {
        panels[index] = panel
      } else {
        panels.append(panel)
      }
    }
  }

  private func definitions(
    _ file: SettingsFile, source: String
  ) throws(CommandFailure) -> [PanelDefinition] {
    do throws(PanelFileError) {
      return try file.panels?.definitions() ?? []
    } catch {
      throw CommandFailure(reason: "\(source): \(error)")
    }
  }
}
