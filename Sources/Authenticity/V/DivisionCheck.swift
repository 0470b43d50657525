import Commerce

extension TextCheck {
  /// V01-division: every field that names a place.
  static func divisions() -> TextCheck {
    TextCheck(.division, DivisionCode.self) { $0.type == .division }
  }
}
