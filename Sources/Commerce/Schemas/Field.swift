/// What the text of a field means.
public enum FieldType: Hashable, Sendable {
  /// Free UTF-8 text.
  case text
  /// Text kept byte for byte: leading zeros, case of letters.
  case id
  /// An 18-character credit code, or `person:HASH`, or `foreign:ID`.
  case code
  /// One word of the field's vocabulary.
  case word
  /// Words of the field's vocabulary separated by `|`.
  case flags
  /// An exact decimal of at most four places, in the record's `currency`.
  case money
  /// An exact decimal of at most thirteen places.
  case decimal
  case integer
  /// An instant; without a zone +08:00.
  case time
  /// An administrative division of 2, 4, 6, 9 or 12 digits.
  case division
  /// `true` or `false`.
  case boolean

  /// The type's name in outputs and on reference pages.
  public var word: String {
    switch self {
    case .text: "text"
    case .id: "id"
    case .code: "code"
    case .word: "word"
    case .flags: "flag set"
    case .money: "money"
    case .decimal: "decimal"
    case .integer: "integer"
    case .time: "time"
    case .division: "division"
    case .boolean: "boolean"
    }
  }

  /// Whether a table keeps the field as codes into a dictionary of texts, not as numbers.
  public var isText: Bool {
    switch self {
    case .text, .id, .code, .word, .flags, .division: true
    case .money, .decimal, .integer, .time, .boolean: false
    }
  }
}

/// Fields of one domain share one dictionary, so that equal texts have equal codes in every table:
/// an order's seller and an enterprise's credit code are linked by comparing two integers.
public enum TextDomain: UInt8, CaseIterable, Hashable, Sendable {
  case enterprise
  case buyer
  case commodity
  case order
  case contract
  case division
  case taxCode
  case category
  case carrier
  case waybill
  case invoice
  /// A dictionary that no other field shares.
  case own
}

/// One column of a record class.
public struct Field: Hashable, Sendable {
  /// The column's name in headers, JSON keys and queries.
  public let name: String
  public let type: FieldType
  public let isRequired: Bool
  public let domain: TextDomain
  /// The words allowed in a `word` or `flags` field; empty for any.
  public let vocabulary: [String]

  package init(
    _ name: String, _ type: FieldType, required: Bool = false, domain: TextDomain = .own,
    words: [String] = []
  ) {
    self.name = name
    self.type = type
    self.isRequired = required
    self.domain = domain
    self.vocabulary = words
  }
}
