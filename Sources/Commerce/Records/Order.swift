/// A purchase order.
public struct Order: Record, Equatable {
  public static let recordClass = RecordClass.order

  public var orderID: String?
  public var placedAt: Timestamp?
  public var platform: String?
  public var seller: String?
  /// A pseudonym, or the code of an enterprise.
  public var buyer: String?
  public var sku: String?
  public var category: String?
  public var channel: String?
  public var quantity: ExactDecimal?
  public var unitPrice: ExactDecimal?
  public var discount: Money?
  public var shipping: Money?
  /// The total, discount taken off and shipping added.
  public var amount: Money?
  public var paid: Money?
  public var refunded: Money?
  public var state: String?
  public var paidAt: Timestamp?
  public var shippedAt: Timestamp?
  public var signedAt: Timestamp?
  public var closedAt: Timestamp?
  public var cancelledAt: Timestamp?
  public var shipFrom: String?
  public var shipTo: String?
  public var pickupMode: String?
  public var contractID: String?
  public var payMethod: String?
  /// Who received the money.
  public var payee: String?
  public var customsMode: String?
  public var currency: String?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<Order>] = [
    .text(\.orderID), .time(\.placedAt), .text(\.platform), .text(\.seller), .text(\.buyer),
    .text(\.sku), .text(\.category), .text(\.channel), .decimal(\.quantity),
    .decimal(\.unitPrice), .money(\.discount), .money(\.shipping), .money(\.amount),
    .money(\.paid), .money(\.refunded), .text(\.state), .time(\.paidAt), .time(\.shippedAt),
    .time(\.signedAt), .time(\.closedAt), .time(\.cancelledAt), .text(\.shipFrom),
    .text(\.shipTo), .text(\.pickupMode), .text(\.contractID), .text(\.payMethod),
    .text(\.payee), .text(\.customsMode), .text(\.currency),
  ]
}
