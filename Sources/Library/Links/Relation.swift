import Commerce

/// A field by which records of one class name records of another.
struct Relation {
  let from: RecordClass
  /// Index of the naming field.
  let field: Int
  let to: RecordClass
  /// What the named record is to the one that names it, and the other way round.
  let name: String
  let inverse: String
  /// Further fields that must agree where both give them: the naming one's and the named one's.
  let further: [(field: Int, key: Int)]

  private init(
    _ from: RecordClass, _ field: String, _ to: RecordClass, _ name: String, _ inverse: String,
    further: [(String, String)] = []
  ) {
    self.from = from
    self.field = from.schema[field]
    self.to = to
    self.name = name
    self.inverse = inverse
    self.further = further.map { (from.schema[$0.0], to.schema[$0.1]) }
  }

  /// All of them, in the order in which they are listed at a record.
  static let all: [Relation] = [
    Relation(.order, "contract_id", .contract, "contract", "order"),
    Relation(.invoice, "order_id", .order, "order", "invoice"),
    Relation(.waybill, "order_id", .order, "order", "waybill"),
    Relation(.orderLine, "order_id", .order, "order", "line"),
    Relation(.invoice, "contract_id", .contract, "contract", "invoice"),
    Relation(
      .invoice, "blue_number", .invoice, "blue", "red", further: [("blue_code", "code")]),
    Relation(.invoiceLine, "number", .invoice, "invoice", "line"),
    Relation(
      .waybillEvent, "number", .waybill, "waybill", "event", further: [("carrier", "carrier")]),
    Relation(.order, "seller", .enterprise, "seller", "order"),
    Relation(.invoice, "seller", .enterprise, "seller", "invoice"),
    Relation(.commodity, "seller", .enterprise, "seller", "commodity"),
    Relation(.contract, "party_a", .enterprise, "party_a", "contract"),
    Relation(.contract, "party_b", .enterprise, "party_b", "contract"),
    Relation(.waybill, "shipper", .enterprise, "shipper", "waybill"),
    Relation(.order, "sku", .commodity, "commodity", "order", further: [("seller", "seller")]),
    Relation(.orderLine, "sku", .commodity, "commodity", "line"),
  ]
}
