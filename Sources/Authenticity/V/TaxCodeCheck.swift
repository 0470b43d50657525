import Commerce

extension TextCheck {
  /// V01-tax-code: the classification of goods and services for tax.
  static func taxCodes() -> TextCheck {
    TextCheck(.taxCode, TaxCode.self) { $0.domain == .taxCode }
  }
}
