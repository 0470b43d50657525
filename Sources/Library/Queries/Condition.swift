/// What a filter asks of a row.
///
/// A comparison with an absent value is neither true nor false, so that neither it nor its negation
/// selects the row (as in SQL); `is absent` always answers.
indirect enum Condition: Hashable, Sendable {
  case compare(Dimension, Comparison, Literal)
  case isIn(Dimension, [Literal])
  /// A pattern in which `%` stands for any run of characters and `_` for one.
  case like(Dimension, String)
  case isAbsent(Dimension)
  /// A flag that stands alone: `matched`.
  case holds(Dimension)
  case not(Condition)
  case all([Condition])
  case any([Condition])

  /// Every dimension that the condition reads, in the order of the text.
  var dimensions: [Dimension] {
    switch self {
    case .compare(let dimension, _, _), .isIn(let dimension, _), .like(let dimension, _),
      .isAbsent(let dimension), .holds(let dimension):
      [dimension]
    case .not(let inner): inner.dimensions
    case .all(let parts), .any(let parts): parts.flatMap(\.dimensions)
    }
  }

  /// The one text that the condition allows in the field; `nil` where it allows others.
  func onlyText(of name: String) -> String? {
    switch self {
    case .compare(let dimension, .equal, .text(let text)) where dimension.name == name: text
    case .isIn(let dimension, let literals) where dimension.name == name && literals.count == 1:
      if case .text(let text) = literals[0] { text } else { nil }
    case .all(let parts): parts.lazy.compactMap { $0.onlyText(of: name) }.first
    default: nil
    }
  }
}

/// A sign between a dimension and a value.
enum Comparison: String, CaseIterable, Hashable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
}
