/// A filter that acts on everything that is shown and exported.
package struct Chip: Equatable, Sendable {
  /// In the language of `--where`.
  package var text: String
  /// What is shown for it where that is easier to read than the text.
  package var label: String
  /// Whether opening a row made it; going back takes it away.
  package var isFromDrill: Bool

  package init(text: String, label: String? = nil, isFromDrill: Bool = false) {
    self.text = text
    self.label = label ?? text
    self.isFromDrill = isFromDrill
  }
}
