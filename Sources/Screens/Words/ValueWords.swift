package import Commerce

/// How values of fields and dimensions are called in a language: names for codes, words of a
/// vocabulary, provinces.
package struct ValueWords: Equatable, Sendable {
  package var language: Language
  /// Names for codes, as the engine knows them.
  package var labels: [String: String]

  package init(language: Language, labels: [String: String] = [:]) {
    self.language = language
    self.labels = labels
  }

  /// The name of a group; a text that has none stays as it is.
  package func text(_ value: FieldValue, of dimension: String) -> String {
    switch value {
    case .absent: return Words.none[language]
    case .flag(let flag): return (flag ? Words.yes : Words.no)[language]
    case .text(let text): return name(text, of: dimension)
    case .integer(let integer) where placeDimensions.contains(dimension):
      return name(String(integer), of: dimension)
    case .decimal, .number: return rate(value, of: dimension) ?? value.description
    default: return value.description
    }
  }

  /// `13%` of a tax rate of 0.13.
  private func rate(_ value: FieldValue, of dimension: String) -> String? {
    guard dimension == "rate", let share = value.double else { return nil }
    let percent = (share * 10_000).rounded() / 100
    return percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
  }

  private func name(_ text: String, of dimension: String) -> String {
    if let label = labels[text] { return label }
    if placeDimensions.contains(dimension), let province = Province(division: text) {
      let name = language == .chinese ? province.chinese : province.english
      return text.utf8.count == 2 ? name : "\(text) \(name)"
    }
    return language == .chinese ? FieldWords.word(text) ?? text : text
  }
}

private let placeDimensions: Set<String> = [
  "province", "seller_province", "origin_province", "city", "county", "division", "origin",
  "destination", "ship_from", "ship_to",
]
