import Commerce

/// What a table holds because of a defect.
struct Planted {
  var lines: [Line] = []
  /// Keys of the records with which `check` must come forward, all for the defect's rule.
  var keys: [String] = []
}

/// Plants defects: each causes its one finding and no other.
///
/// So a wrong code, say, is planted in an enterprise that nothing else names: in an order it would
/// be an unknown enterprise as well.
struct Planter {
  let world: World
  /// A second that nothing comes after.
  static let end = OrderFacts.never - 1

  /// The lines of the class beside an order with a defect: for orders, invoices and waybills its
  /// own rows too.
  func planted(_ recordClass: RecordClass, beside order: OrderFacts) -> Planted {
    guard let defect = order.defect else { return Planted() }
    switch recordClass {
    case .enterprise, .commodity, .contract:
      return plantedMaster(recordClass, defect, seller: order.seller)
    case .invoice: return plantedInvoices(of: order, defect)
    case .waybill: return plantedWaybills(of: order, defect)
    default: return plantedOrders(order, defect)
    }
  }

  func row(_ table: Table, _ write: (inout [UInt8]) -> Void) -> Row {
    var bytes: [UInt8] = []
    write(&bytes)
    return Row(table, csv: bytes[...])
  }

  /// The lines for the defects that any class can have: a broken copy, a repeated row.
  ///
  /// Nothing else has the key of `row`. `nil` where the rule is of another kind.
  func plantedCommon(_ row: Row, _ defect: Defect) -> Planted? {
    switch defect.rule {
    case .duplicate:
      return Planted(lines: [Line(row), Line(row)], keys: [row.key])
    case .conflict:
      var other = row
      let (column, value) = Planter.otherContent(row.table.recordClass)
      other[column] = value
      return Planted(lines: [Line(row), Line(other)], keys: [row.key])
    case _ where defect.rule.rejects:
      var copy = row
      copy[row.table.recordClass.schema.keyName] = "BAD\(1_000_000_000 + defect.ordinal)"
      return Planted(lines: [Line(copy, brokenBy: defect)], keys: [copy.key])
    default: return nil
    }
  }

  /// A column whose value no other rule looks at, and another value for it.
  private static func otherContent(_ recordClass: RecordClass) -> (String, String) {
    switch recordClass {
    case .enterprise: ("name", "另一家有限公司")
    case .commodity: ("brand", "另一品牌")
    case .contract: ("signature_method", "wet_ink")
    case .invoice: ("buyer", "b000000000000")
    case .waybill: ("service", "economy")
    default: ("pay_method", "voucher")
    }
  }
}
