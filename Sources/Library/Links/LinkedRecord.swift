public import Commerce

/// A record that another names, or that names it.
public struct LinkedRecord: Hashable, Sendable {
  /// What the linked record is to the other: `seller`, `contract`, `invoice`, `waybill`, `line` and so on.
  public let relation: String
  public let recordClass: RecordClass
  /// Its current row; `nil` where it is named but not there.
  public let row: Int?
  /// Its key as far as it is known.
  public let key: String

  public init(relation: String, recordClass: RecordClass, row: Int?, key: String) {
    self.relation = relation
    self.recordClass = recordClass
    self.row = row
    self.key = key
  }
}
