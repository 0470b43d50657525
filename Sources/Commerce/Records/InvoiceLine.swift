/// One line of an invoice.
public struct InvoiceLine: Record, Equatable {
  public static let recordClass = RecordClass.invoiceLine

  public var number: String?
  public var lineNo: Int64?
  public var name: String?
  public var taxCode: String?
  public var quantity: ExactDecimal?
  public var unitPrice: ExactDecimal?
  public var net: Money?
  public var rate: ExactDecimal?
  public var tax: Money?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<InvoiceLine>] = [
    .text(\.number), .integer(\.lineNo), .text(\.name), .text(\.taxCode), .decimal(\.quantity),
    .decimal(\.unitPrice), .money(\.net), .decimal(\.rate), .money(\.tax),
  ]
}
