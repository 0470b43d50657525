import Commerce

extension TextCheck {
  /// V01-item-number: the GTIN of a commodity.
  static func itemNumbers() -> TextCheck {
    TextCheck(.itemNumber, TradeItemNumber.self) { $0.name == "gtin" }
  }
}
