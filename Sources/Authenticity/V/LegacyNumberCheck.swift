import Commerce

extension TextCheck {
  /// V01-legacy-number: the registration number of 15 digits.
  static func legacyNumbers() -> TextCheck {
    TextCheck(.legacyNumber, LegacyNumber.self) { $0.name == "legacy_reg_no" }
  }
}
