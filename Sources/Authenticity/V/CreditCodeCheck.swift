import Commerce

extension TextCheck {
  /// V01-credit-code: every field that names a party by its code.
  static func creditCodes() -> TextCheck {
    TextCheck(.creditCode, PartyCode.self) { $0.type == .code }
  }
}
