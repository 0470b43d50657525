package import Commerce

/// Which fields a list of records shows, the most telling first.
package enum ListColumns {
  package static func fields(of recordClass: RecordClass) -> [String] {
    switch recordClass {
    case .enterprise: ["name", "uscc", "status", "province", "industry", "established"]
    case .commodity: ["sku", "name", "list_price", "category", "seller", "kind", "valid_from"]
    case .order:
      [
        "order_id", "placed_at", "seller", "amount", "state", "flows", "sku", "quantity",
        "province",
      ]
    case .orderLine: ["order_id", "line_no", "sku", "quantity", "unit_price", "amount"]
    case .contract:
      ["contract_id", "signed_at", "party_a", "value", "state", "party_b", "type", "expires_at"]
    case .invoice:
      ["number", "issued_at", "seller", "gross", "order_id", "tax", "rate", "red_reason"]
    case .invoiceLine: ["number", "line_no", "name", "quantity", "net", "tax"]
    case .waybill:
      [
        "number", "carrier", "collected_at", "state", "order_id", "destination", "origin",
        "signed_at", "freight",
      ]
    case .waybillEvent: ["number", "carrier", "time", "code", "division", "facility"]
    }
  }

  /// How wide a field's column is at least, whether its numbers stand at the right, and how soon it
  /// gives way where there is little room.
  package struct Shape: Equatable, Sendable {
    package var minimum: Int
    package var weight: Int
    package var isNumber: Bool
  }

  package static func shape(of field: String, in recordClass: RecordClass) -> Shape {
    guard let index = recordClass.schema.index(of: field) else { return derivedShape(field) }
    return switch recordClass.schema.fields[index].type {
    case .money, .decimal: Shape(minimum: 12, weight: 0, isNumber: true)
    case .integer: Shape(minimum: 6, weight: 0, isNumber: true)
    case .time: Shape(minimum: 16, weight: 0, isNumber: false)
    case .boolean: Shape(minimum: 5, weight: 0, isNumber: false)
    case .word, .flags: Shape(minimum: 10, weight: 0, isNumber: false)
    case .division: Shape(minimum: 8, weight: 1, isNumber: false)
    case .code: Shape(minimum: 18, weight: 2, isNumber: false)
    case .id: Shape(minimum: 14, weight: 1, isNumber: false)
    case .text:
      Shape(minimum: field == "name" ? 20 : 8, weight: field == "name" ? 3 : 1, isNumber: false)
    }
  }

  private static func derivedShape(_ field: String) -> Shape {
    switch field {
    case "invoiced", "invoice_difference", "contract_value", "delivery_hours":
      Shape(minimum: 12, weight: 0, isNumber: true)
    case "invoice_count", "waybill_count": Shape(minimum: 6, weight: 0, isNumber: true)
    default: Shape(minimum: 8, weight: 1, isNumber: false)
    }
  }
}
