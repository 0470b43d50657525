/// Goods or a service as a seller offers them.
public struct Commodity: Record, Equatable {
  public static let recordClass = RecordClass.commodity

  /// The seller's number.
  public var sku: String?
  public var seller: String?
  /// GTIN of 8, 12, 13 or 14 digits.
  public var itemNumber: String?
  public var name: String?
  public var brand: String?
  public var spec: String?
  public var category: String?
  /// Goods-and-services classification for tax, 19 digits.
  public var taxCode: String?
  public var gpcBrick: String?
  public var hsCode: String?
  public var kind: String?
  /// Words separated by `|`.
  public var flags: String?
  public var unit: String?
  public var listPrice: Money?
  public var weightKilograms: ExactDecimal?
  public var validFrom: Timestamp?
  public var validTo: Timestamp?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<Commodity>] = [
    .text(\.sku), .text(\.seller), .text(\.itemNumber), .text(\.name), .text(\.brand),
    .text(\.spec), .text(\.category), .text(\.taxCode), .text(\.gpcBrick), .text(\.hsCode),
    .text(\.kind), .text(\.flags), .text(\.unit), .money(\.listPrice),
    .decimal(\.weightKilograms), .time(\.validFrom), .time(\.validTo),
  ]
}
