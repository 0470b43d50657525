import Commerce

/// How the text of a cell becomes a cell of the batch.
enum ValueKind: UInt8 {
  case text
  /// `op`: one of five words.
  case operation
  case money
  case decimal
  case integer
  /// `version`: a whole number from 1.
  case version
  case boolean
  case time

  init(_ field: Field) {
    switch field.type {
    case .text, .id, .code, .word, .flags, .division:
      self = field.name == "op" ? .operation : .text
    case .money: self = .money
    case .decimal: self = .decimal
    case .integer: self = field.name == "version" ? .version : .integer
    case .time: self = .time
    case .boolean: self = .boolean
    }
  }

  /// The rule that text breaks which cannot be read so.
  var rule: Rule {
    switch self {
    case .time: .time
    case .operation: .version
    default: .number
    }
  }

  /// What would have been right, as findings say it.
  var expected: String {
    switch self {
    case .text: "a text"
    case .operation: "create, amend, cancel, red or restore"
    case .money: "an amount such as 19.99"
    case .decimal: "a decimal such as 1.5"
    case .integer: "a whole number"
    case .version: "a whole number from 1"
    case .boolean: "true or false"
    case .time: "a time such as 2026-06-01T13:05:00+08:00"
    }
  }
}

/// Where the values of one column or key go.
struct FieldPlan {
  /// Index of the schema's field; −1 for a column that the schema does not know.
  var field: Int
  var kind: ValueKind
  var isRequired: Bool

  static let unknown = FieldPlan(field: -1, kind: .text, isRequired: false)

  init(field: Int, kind: ValueKind, isRequired: Bool) {
    self.field = field
    self.kind = kind
    self.isRequired = isRequired
  }

  init(_ schema: Schema, _ field: Int) {
    self.field = field
    kind = ValueKind(schema.fields[field])
    isRequired = schema.fields[field].isRequired
  }
}

/// What is wrong with a value; the row's place is added by its reader.
struct ValueFault {
  var rule: Rule
  var kind: ValueKind
}
