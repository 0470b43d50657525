/// A language that screens speak.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// One text in every language of the screens.
public struct LocalText: Hashable, Sendable {
  public var english: String
  public var chinese: String

  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
