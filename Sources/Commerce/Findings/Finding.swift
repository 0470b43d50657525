/// Something wrong with a row or a record: the place, the field, what was expected, what was found.
public struct Finding: Hashable, Sendable {
  public var rule: Rule
  public var recordClass: RecordClass?
  public var place: Place
  /// The field's name; empty where the whole row is meant.
  public var field: String
  public var expected: String
  public var found: String
  /// The record's key; empty where there is none to be read.
  public var key: String

  public init(
    rule: Rule, recordClass: RecordClass?, place: Place, field: String, expected: String,
    found: String, key: String
  ) {
    self.rule = rule
    self.recordClass = recordClass
    self.place = place
    self.field = field
    self.expected = expected
    self.found = found
    self.key = key
  }
}

extension Finding: CustomStringConvertible {
  /// `orders.csv:1204: total: expected an amount such as 19.99, found '19,99'`.
  public var description: String {
    let subject = field.isEmpty ? "" : "\(field): "
    return "\(place): \(subject)expected \(expected), found '\(found)'"
  }
}
