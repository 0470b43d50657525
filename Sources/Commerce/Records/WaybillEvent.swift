/// What happened to a parcel at one time.
public struct WaybillEvent: Record, Equatable {
  public static let recordClass = RecordClass.waybillEvent

  public var carrier: String?
  public var number: String?
  public var time: Timestamp?
  public var code: String?
  public var division: String?
  public var facility: String?
  public var note: String?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<WaybillEvent>] = [
    .text(\.carrier), .text(\.number), .time(\.time), .text(\.code), .text(\.division),
    .text(\.facility), .text(\.note),
  ]
}
