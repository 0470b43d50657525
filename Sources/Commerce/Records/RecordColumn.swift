/// The property of a record that holds one field of its schema.
enum RecordColumn<Owner> {
  case text(any WritableKeyPath<Owner, String?> & Sendable)
  case money(any WritableKeyPath<Owner, Money?> & Sendable)
  case decimal(any WritableKeyPath<Owner, ExactDecimal?> & Sendable)
  case integer(any WritableKeyPath<Owner, Int64?> & Sendable)
  case time(any WritableKeyPath<Owner, Timestamp?> & Sendable)
  case flag(any WritableKeyPath<Owner, Bool?> & Sendable)

  func value(of owner: Owner) -> FieldValue {
    switch self {
    case .text(let path): owner[keyPath: path].map(FieldValue.text) ?? .absent
    case .money(let path): owner[keyPath: path].map(FieldValue.money) ?? .absent
    case .decimal(let path): owner[keyPath: path].map(FieldValue.decimal) ?? .absent
    case .integer(let path): owner[keyPath: path].map(FieldValue.integer) ?? .absent
    case .time(let path): owner[keyPath: path].map(FieldValue.time) ?? .absent
    case .flag(let path): owner[keyPath: path].map(FieldValue.flag) ?? .absent
    }
  }

  /// Sets the property; a value of another type leaves it absent.
  func set(_ value: FieldValue, in owner: inout Owner) {
    switch (self, value) {
    case (.text(let path), .text(let text)): owner[keyPath: path] = text
    case (.money(let path), .money(let money)): owner[keyPath: path] = money
    case (.decimal(let path), .decimal(let decimal)): owner[keyPath: path] = decimal
    case (.integer(let path), .integer(let integer)): owner[keyPath: path] = integer
    case (.time(let path), .time(let time)): owner[keyPath: path] = time
    case (.flag(let path), .flag(let flag)): owner[keyPath: path] = flag
    case (.text(let path), _): owner[keyPath: path] = nil
    case (.money(let path), _): owner[keyPath: path] = nil
    case (.decimal(let path), _): owner[keyPath: path] = nil
    case (.integer(let path), _): owner[keyPath: path] = nil
    case (.time(let path), _): owner[keyPath: path] = nil
    case (.flag(let path), _): owner[keyPath: path] = nil
    }
  }
}

extension Record {
  /// The value of a field: one of `columns`, or behind them one of the envelope.
  func value(at field: Int, in columns: [RecordColumn<Self>]) -> FieldValue {
    field < columns.count
      ? columns[field].value(of: self)
      : Envelope.columns[field - columns.count].value(of: envelope)
  }

  /// Sets a field: one of `columns`, or behind them one of the envelope.
  mutating func set(_ value: FieldValue, at field: Int, in columns: [RecordColumn<Self>]) {
    if field < columns.count {
      columns[field].set(value, in: &self)
    } else {
      Envelope.columns[field - columns.count].set(value, in: &envelope)
    }
  }
}
