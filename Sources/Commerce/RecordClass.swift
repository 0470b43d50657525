/// The kinds of records that the library holds: six classes of Measure 10, and the three that
/// belong to one of them as its lines or events.
public enum RecordClass: UInt8, CaseIterable, Hashable, Sendable {
  case enterprise
  case commodity
  case order
  case orderLine
  case contract
  case invoice
  case invoiceLine
  case waybill
  case waybillEvent

  /// The six classes that have screens of their own.
  public static let principal: [RecordClass] = [
    .enterprise, .commodity, .order, .contract, .invoice, .waybill,
  ]

  /// The name in commands, file names and output, singular: `order_line`.
  public var name: String {
    switch self {
    case .enterprise: "enterprise"
    case .commodity: "commodity"
    case .order: "order"
    case .orderLine: "order_line"
    case .contract: "contract"
    case .invoice: "invoice"
    case .invoiceLine: "invoice_line"
    case .waybill: "waybill"
    case .waybillEvent: "waybill_event"
    }
  }

  /// The name for many: `commodities`.
  public var plural: String {
    switch self {
    case .commodity: "commodities"
    default: name + "s"
    }
  }

  /// The class with this name, singular or plural, in any case of letters; `nil` for no class.
  public init?(named text: String) {
    let lowered = text.lowercased()
    guard
      let match = RecordClass.allCases.first(where: { $0.name == lowered || $0.plural == lowered })
    else { return nil }
    self = match
  }

  /// The class that a line or an event belongs to; `nil` for the six principal classes.
  public var parent: RecordClass? {
    switch self {
    case .orderLine: .order
    case .invoiceLine: .invoice
    case .waybillEvent: .waybill
    default: nil
    }
  }

  /// The class of the nested lines or events, and the key under which JSON Lines nests them.
  public var nested: (key: String, recordClass: RecordClass)? {
    switch self {
    case .order: ("lines", .orderLine)
    case .invoice: ("lines", .invoiceLine)
    case .waybill: ("events", .waybillEvent)
    default: nil
    }
  }
}
