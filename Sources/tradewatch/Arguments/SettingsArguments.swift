import ArgumentParser

/// Where settings come from, and the language.
struct SettingsArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Settings in TOML, read after $XDG_CONFIG_HOME/tradewatch/config.toml.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @Option(help: "Language of titles and labels; else the locale's.")
  var lang: LanguageChoice?
}
