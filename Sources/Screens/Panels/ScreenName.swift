public import Commerce

/// One of the ten screens.
public enum ScreenName: String, CaseIterable, Hashable, Sendable {
  case overview
  case enterprises
  case commodities
  case orders
  case contracts
  case invoices
  case logistics
  case tail
  case alerts
  case feeds

  /// The digit that opens it.
  public var digit: Character {
    switch self {
    case .overview: "1"
    case .enterprises: "2"
    case .commodities: "3"
    case .orders: "4"
    case .contracts: "5"
    case .invoices: "6"
    case .logistics: "7"
    case .tail: "8"
    case .alerts: "9"
    case .feeds: "0"
    }
  }

  /// The class of records that the screen is about; `nil` where it is about several.
  public var recordClass: RecordClass? {
    switch self {
    case .enterprises: .enterprise
    case .commodities: .commodity
    case .orders: .order
    case .contracts: .contract
    case .invoices: .invoice
    case .logistics: .waybill
    case .overview, .tail, .alerts, .feeds: nil
    }
  }

  public var title: LocalText {
    switch self {
    case .overview: LocalText("Overview", "总览")
    case .enterprises: LocalText("Enterprises", "企业")
    case .commodities: LocalText("Commodities", "商品")
    case .orders: LocalText("Orders", "订单")
    case .contracts: LocalText("Contracts", "合同")
    case .invoices: LocalText("Invoices", "发票")
    case .logistics: LocalText("Logistics", "物流")
    case .tail: LocalText("Tail", "实时记录")
    case .alerts: LocalText("Alerts", "告警")
    case .feeds: LocalText("Feeds", "数据源")
    }
  }
}
