/// A contract between two parties.
public struct Contract: Record, Equatable {
  public static let recordClass = RecordClass.contract

  public var contractID: String?
  public var type: String?
  public var partyA: String?
  public var partyB: String?
  public var signedAt: Timestamp?
  public var effectiveAt: Timestamp?
  public var expiresAt: Timestamp?
  public var value: Money?
  public var currency: String?
  /// The share by which deliveries may differ.
  public var tolerance: ExactDecimal?
  public var state: String?
  public var signatureMethod: String?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<Contract>] = [
    .text(\.contractID), .text(\.type), .text(\.partyA), .text(\.partyB), .time(\.signedAt),
    .time(\.effectiveAt), .time(\.expiresAt), .money(\.value), .text(\.currency),
    .decimal(\.tolerance), .text(\.state), .text(\.signatureMethod),
  ]
}
