/// A parcel given to a carrier.
public struct Waybill: Record, Equatable {
  public static let recordClass = RecordClass.waybill

  public var carrier: String?
  public var number: String?
  public var orderID: String?
  /// forward or return.
  public var direction: String?
  public var origin: String?
  public var destination: String?
  public var shipper: String?
  public var service: String?
  public var weightKilograms: ExactDecimal?
  public var volumeCubicCentimetres: ExactDecimal?
  public var pieces: Int64?
  public var freight: Money?
  public var declaredValue: Money?
  public var collectedAt: Timestamp?
  public var signedAt: Timestamp?
  public var state: String?
  public var signMode: String?
  public var packaging: String?
  public var isColdChain: Bool?
  public var isTemperatureKept: Bool?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<Waybill>] = [
    .text(\.carrier), .text(\.number), .text(\.orderID), .text(\.direction), .text(\.origin),
    .text(\.destination), .text(\.shipper), .text(\.service), .decimal(\.weightKilograms),
    .decimal(\.volumeCubicCentimetres), .integer(\.pieces), .money(\.freight),
    .money(\.declaredValue), .time(\.collectedAt), .time(\.signedAt), .text(\.state),
    .text(\.signMode), .text(\.packaging), .flag(\.isColdChain), .flag(\.isTemperatureKept),
  ]
}
