import Commerce

extension TextCheck {
  /// V01-industry: the industry of an enterprise.
  static func industries() -> TextCheck {
    TextCheck(.industry, IndustryCode.self) { $0.name == "industry" }
  }
}
