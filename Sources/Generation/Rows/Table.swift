import Commerce

/// One of the six files: its class and columns.
struct Table {
  let recordClass: RecordClass
  let columns: [String]
  /// Whether each column holds numbers (columns × 1).
  let isNumber: [Bool]

  var fileName: String { recordClass.plural + ".csv" }

  /// The header row, without its line end.
  var header: [UInt8] { [UInt8](columns.joined(separator: ",").utf8) }

  static let all: [Table] = [.enterprises, .commodities, .orders, .contracts, .invoices, .waybills]

  static func of(_ recordClass: RecordClass) -> Table {
    all.first { $0.recordClass == recordClass } ?? .orders
  }

  private init(_ recordClass: RecordClass, _ columns: String) {
    self.recordClass = recordClass
    let names = columns.split(separator: " ").map(String.init) + ["version", "op"]
    self.columns = names
    isNumber = names.map { name in
      switch recordClass.schema.fields[recordClass.schema[name]].type {
      case .money, .decimal, .integer: true
      default: false
      }
    }
  }

  static let enterprises = Table(
    .enterprise,
    "uscc name name_en legacy_reg_no party_type roles division urban_rural industry status "
      + "status_since lists established platform shop_id exemption")
  static let commodities = Table(
    .commodity,
    "sku seller gtin name brand spec category tax_code hs kind flags unit list_price weight_kg "
      + "valid_from valid_to")
  static let orders = Table(
    .order,
    "order_id placed_at platform seller buyer sku category channel quantity unit_price discount "
      + "shipping amount paid refunded state paid_at shipped_at signed_at closed_at cancelled_at "
      + "ship_from ship_to pickup_mode contract_id pay_method payee customs_mode currency")
  static let contracts = Table(
    .contract,
    "contract_id type party_a party_b signed_at effective_at expires_at value currency tolerance "
      + "state signature_method")
  static let invoices = Table(
    .invoice,
    "number code kind issued_at seller buyer order_id contract_id net tax gross rate tax_code "
      + "blue_number blue_code red_reason currency")
  static let waybills = Table(
    .waybill,
    "carrier number order_id direction origin destination shipper service weight_kg volume_cm3 "
      + "pieces freight declared_value collected_at signed_at state sign_mode packaging cold_chain "
      + "temperature_ok")
}
