/// A record of one class as a value, with a property for every field of its schema.
///
/// Any field may be absent, required ones too: a record says what was written, and whether that is
/// enough is for the checks to say. Never on the path from bytes to columns.
public protocol Record: Sendable {
  static var recordClass: RecordClass { get }

  /// What every class has: version, operation, origin.
  var envelope: Envelope { get set }

  /// A record of which nothing is given.
  init()

  /// The value of the field at this index of the schema.
  func value(at field: Int) -> FieldValue

  /// Sets the field at this index of the schema; a value of another type leaves it absent.
  mutating func set(_ value: FieldValue, at field: Int)
}

extension Record {
  /// A record with these values, one for each field of the schema, in its order.
  public init(values: [FieldValue]) {
    let count = Self.recordClass.schema.fields.count
    precondition(values.count == count, "Record: \(values.count) values for \(count) fields")
    self.init()
    for (field, value) in values.enumerated() { set(value, at: field) }
  }

  /// The value of the field with this name; `nil` where the class has none.
  public func value(named name: String) -> FieldValue? {
    Self.recordClass.schema.index(of: name).map { value(at: $0) }
  }

  /// The values of all fields, in the order of the schema.
  public var values: [FieldValue] {
    Self.recordClass.schema.fields.indices.map { value(at: $0) }
  }

  /// The values that name the record, absent ones left out: `2606010000000017`, `wanpin`.
  public var key: [FieldValue] {
    Self.recordClass.schema.key.map { value(at: $0) }.filter { $0 != .absent }
  }
}
