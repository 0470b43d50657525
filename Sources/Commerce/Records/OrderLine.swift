/// One commodity of an order that has several.
public struct OrderLine: Record, Equatable {
  public static let recordClass = RecordClass.orderLine

  public var orderID: String?
  public var lineNo: Int64?
  public var sku: String?
  public var category: String?
  public var quantity: ExactDecimal?
  public var unitPrice: ExactDecimal?
  public var discount: Money?
  public var amount: Money?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<OrderLine>] = [
    .text(\.orderID), .integer(\.lineNo), .text(\.sku), .text(\.category), .decimal(\.quantity),
    .decimal(\.unitPrice), .money(\.discount), .money(\.amount),
  ]
}
