/// A tax invoice; a red letter takes an earlier one back and is negative.
public struct Invoice: Record, Equatable {
  public static let recordClass = RecordClass.invoice

  public var number: String?
  /// The code beside the number on paper and early electronic forms.
  public var code: String?
  public var kind: String?
  public var issuedAt: Timestamp?
  public var seller: String?
  public var buyer: String?
  public var orderID: String?
  public var contractID: String?
  public var net: Money?
  public var tax: Money?
  /// Net and tax together; negative on a red letter.
  public var gross: Money?
  /// 0.13 for 13 percent.
  public var rate: ExactDecimal?
  public var taxCode: String?
  /// The number of the invoice that a red letter takes back.
  public var blueNumber: String?
  public var blueCode: String?
  public var redReason: String?
  public var currency: String?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<Invoice>] = [
    .text(\.number), .text(\.code), .text(\.kind), .time(\.issuedAt), .text(\.seller),
    .text(\.buyer), .text(\.orderID), .text(\.contractID), .money(\.net), .money(\.tax),
    .money(\.gross), .decimal(\.rate), .text(\.taxCode), .text(\.blueNumber), .text(\.blueCode),
    .text(\.redReason), .text(\.currency),
  ]
}
