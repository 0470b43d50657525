import Commerce

/// A dimension that is no field: schemas.md, "Derived dimensions".
public enum DerivedDimension: Hashable, Sendable {
  case province
  case city
  case county
  case sellerProvince
  case originProvince
  case rural
  case calendar(CalendarUnit)
  case industrySection
  case invoiced
  /// What the invoices sum up to, less what was paid, or the amount where that is not given.
  case invoiceDifference
  case invoiceCount
  case waybillCount
  case contractValue
  case flows
  case matched
  case deliveryHours
  case isFlagged
  case findings
  /// Whether the row repeats another or conflicts with it; such rows are in no statistic.
  case isDuplicate

  static let all: [DerivedDimension] =
    [
      .province, .city, .county, .sellerProvince, .originProvince, .rural,
    ] + CalendarUnit.allCases.map { .calendar($0) } + [
      .industrySection, .invoiced, .invoiceDifference, .invoiceCount, .waybillCount, .contractValue,
      .flows, .matched, .deliveryHours, .isFlagged, .findings, .isDuplicate,
    ]

  /// The name in queries: `seller_province`.
  public var name: String {
    switch self {
    case .province: "province"
    case .city: "city"
    case .county: "county"
    case .sellerProvince: "seller_province"
    case .originProvince: "origin_province"
    case .rural: "rural"
    case .calendar(let unit): unit.rawValue
    case .industrySection: "industry_section"
    case .invoiced: "invoiced"
    case .invoiceDifference: "invoice_difference"
    case .invoiceCount: "invoice_count"
    case .waybillCount: "waybill_count"
    case .contractValue: "contract_value"
    case .flows: "flows"
    case .matched: "matched"
    case .deliveryHours: "delivery_hours"
    case .isFlagged: "is_flagged"
    case .findings: "findings"
    case .isDuplicate: "is_duplicate"
    }
  }

  public var type: ValueType {
    switch self {
    case .province, .sellerProvince, .originProvince: .digits(2)
    case .city: .digits(4)
    case .county: .digits(6)
    case .calendar(let unit): .calendar(unit)
    case .industrySection, .flows: .text
    case .invoiced, .invoiceDifference, .contractValue: .money
    case .invoiceCount, .waybillCount, .findings: .integer
    case .deliveryHours: .hours
    case .rural, .matched, .isFlagged, .isDuplicate: .flag
    }
  }

  /// Whether a row's value can change after the row arrived, as links or findings come in.
  var isVolatile: Bool {
    switch self {
    case .invoiced, .invoiceDifference, .invoiceCount, .waybillCount, .contractValue, .flows,
      .matched, .isFlagged, .findings:
      true
    default: false
    }
  }

  /// Whether records of the class have the dimension.
  func exists(for recordClass: RecordClass) -> Bool {
    switch self {
    case .province, .city, .county, .rural: DivisionSource(recordClass) != nil
    case .sellerProvince: recordClass.schema.index(of: "seller") != nil
    case .originProvince: recordClass == .order || recordClass == .waybill
    case .calendar: recordClass.schema.eventTime != nil
    case .industrySection: recordClass == .enterprise
    case .invoiced, .invoiceDifference, .invoiceCount, .waybillCount, .contractValue, .flows,
      .matched:
      recordClass == .order
    case .deliveryHours: recordClass == .waybill
    case .isFlagged, .findings, .isDuplicate: true
    }
  }
}

/// Where a record's place is written: in a field of its own, or in the record of an enterprise.
enum DivisionSource: Hashable, Sendable {
  /// The index of a division field.
  case field(Int)
  /// The index of the field that names the enterprise.
  case enterprise(Int)

  init?(_ recordClass: RecordClass) {
    let schema = recordClass.schema
    switch recordClass {
    case .order: self = .field(schema["ship_to"])
    case .waybill: self = .field(schema["destination"])
    case .waybillEvent, .enterprise: self = .field(schema["division"])
    case .commodity, .invoice: self = .enterprise(schema["seller"])
    case .contract: self = .enterprise(schema["party_a"])
    case .orderLine, .invoiceLine: return nil
    }
  }
}
