import Commerce
import Library
import Screens

/// What the user's files and options say together: later ones win, option over file.
struct Settings {
  var language = LanguageChoice.ofLocale
  var glyphs: GlyphChoice?
  /// `nil` where no file says so.
  var isColoured: Bool?
  /// All panels, the built-in ones first; a user's panel with the id of one replaces it.
  private(set) var panels: [PanelDefinition] = []
  /// All rules of alerts, the standard ones first.
  private(set) var alertRules = AlertRule.standard

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

  /// Reads the settings only to refuse a mistake in them, for commands that show no panels.
  static func check(_ arguments: SettingsArguments) throws(CommandFailure) {
    _ = try Settings(arguments)
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
    alertRules = try rules(file, source: source)
  }

  private func definitions(
    _ file: SettingsFile, source: String
  ) throws(CommandFailure) -> [PanelDefinition] {
    let panels: [PanelDefinition]
    do throws(PanelFileError) {
      panels = try file.panels?.definitions() ?? []
    } catch {
      throw CommandFailure(reason: "\(source): \(error)")
    }
    for panel in panels {
      for part in panel.parts {
        try QueryScope.requireAnswerable(part, of: "panel \(panel.id)", in: source)
      }
    }
    return panels
  }

  private func rules(
    _ file: SettingsFile, source: String
  ) throws(CommandFailure) -> [AlertRule] {
    let rules: [AlertRule]
    do throws(AlertFileError) {
      rules = try file.alerts?.rules(over: alertRules) ?? alertRules
    } catch {
      throw CommandFailure(reason: "\(source): \(error)")
    }
    for rule in rules {
      guard case .count(let part) = rule.condition else { continue }
      try QueryScope.requireAnswerable(part, of: "alert \(rule.id)", in: source)
    }
    return rules
  }
}

extension QueryScope {
  /// Refuses a part whose query could not be asked in every window.
  ///
  /// The month is the window in which a part asks for most: it has a change against the period
  /// before.
  fileprivate static func requireAnswerable(
    _ part: PanelPart, of owner: String, in source: String
  ) throws(CommandFailure) {
    let scope = QueryScope(window: .month, shift: 0, dataTime: Timestamp(seconds: 0), chips: [])
    do throws(QueryError) {
      _ = try Query(scope.query(part))
    } catch {
      throw CommandFailure(reason: "\(source): \(owner): \(error)")
    }
  }
}
