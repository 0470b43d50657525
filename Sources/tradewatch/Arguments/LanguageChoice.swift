import ArgumentParser
import Glibc

/// The language of titles, labels and help on the screens, as an option.
enum LanguageChoice: String, CaseIterable, Codable, ExpressibleByArgument {
  case en
  case zh

  /// The language that the environment's locale names; English where it names none of ours.
  static var ofLocale: LanguageChoice {
    let names: [String] = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment($0) }.first
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}

/// A variable of the environment; `nil` where it is not set or empty.
func environment(_ name: String) -> String? {
  guard let text = getenv(name) else { return nil }
  let value = String(cString: text)
  return value.isEmpty ? nil : value
}
