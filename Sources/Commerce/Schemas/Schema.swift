/// The fields of one record class, in the order of their columns.
///
/// A field's index in `fields` is its column's index in batches and tables. The envelope
/// (`version`, `op`, `observed_at`, `source`, `source_seq`) closes every schema.
public struct Schema: Sendable {
  public let recordClass: RecordClass
  public let fields: [Field]
  /// Indices of the fields that together name a record; the first is required, others may be absent.
  public let key: [Int]
  /// Index of the field that says when the recorded event happened.
  public let eventTime: Int?
  private let indexByName: [String: Int]

  init(_ recordClass: RecordClass, key: [String], eventTime: String?, _ own: [Field]) {
    self.recordClass = recordClass
    fields = own + Schema.envelope
    indexByName = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
    let index = indexByName
    self.key = key.compactMap { index[$0] }
    self.eventTime = eventTime.flatMap { index[$0] }
    precondition(self.key.count == key.count, "Schema: every key field must be a field")
  }

  /// The column of the field with this name; `nil` for none.
  public func index(of name: String) -> Int? { indexByName[name] }

  /// The column of a field that the schema is known to have.
  public subscript(_ name: String) -> Int {
    guard let index = indexByName[name] else {
      preconditionFailure("Schema: \(recordClass.name) has no field \(name)")
    }
    return index
  }

  /// Indices of the required fields.
  public var required: [Int] { fields.indices.filter { fields[$0].isRequired } }

  package static let envelope: [Field] = [
    Field("version", .integer),
    Field("op", .word, words: ["create", "amend", "cancel", "red", "restore"]),
    Field("observed_at", .time),
    Field("source", .text),
    Field("source_seq", .integer),
  ]

  /// Names of the fields that every class has: version, op, where and when it was seen.
  public static let envelopeNames: Set<String> = Set(envelope.map(\.name))

  /// Envelope fields that are not content: two records that differ only in these are duplicates.
  public static let notContent: Set<String> = ["source", "source_seq", "observed_at"]
}

extension RecordClass {
  /// The fields of the class; one table a class, built once.
  public var schema: Schema { Schema.all[Int(rawValue)] }
}

extension Schema {
  package static let all: [Schema] = [
    .enterprise, .commodity, .order, .orderLine, .contract, .invoice, .invoiceLine, .waybill,
    .waybillEvent,
  ]
}
