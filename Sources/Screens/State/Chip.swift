package import Commerce
import Library

/// A filter that acts on everything that is shown and exported.
package struct Chip: Equatable, Sendable {
  /// In the language of `--where`.
  package var text: String
  /// What is shown for it where that is easier to read than the text.
  package var label: String
  /// Which page's opening made it, counted from 1: going back from that page takes it away; `nil`
  /// for one that the user typed.
  package var page: Int?

  package init(text: String, label: String? = nil, page: Int? = nil) {
    self.text = text
    self.label = label ?? text
    self.page = page
  }

  /// Whether records of the class have all that it asks for; it acts on no other.
  package func applies(to recordClass: RecordClass) -> Bool {
    (try? Filter(text, for: recordClass)) != nil
  }
}
