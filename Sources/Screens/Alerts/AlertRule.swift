public import Commerce

/// When something is so wrong that it is to be seen.
public struct AlertRule: Equatable, Sendable {
  /// What is compared with the limits.
  public enum Condition: Equatable, Sendable {
    /// The first measure of a query over all time.
    case count(PanelPart)
    /// Seconds since the last record of a feed that brought records live before.
    case silence
    /// By which share a feed's rate of the last ten seconds is below its usual one.
    case rateCollapse
    /// Seconds that a feed is behind its source, at the rate of now.
    case lagSeconds
    /// Bytes that a feed is behind its source.
    case lagBytes
    /// Seconds by which the newest event time of a feed is ahead of the clock.
    case clockSkew
    /// The share of a feed's rows that have columns or keys which the schema does not know.
    case schemaDrift
    /// The share of rejected rows among those read, for each feed.
    case rejectShare
    /// A feed that failed counts 2, one that is waited for 1.
    case feedFailure
    /// How many records break the rule.
    case findings(Rule)
    /// Findings that are errors, as a share of all rows that were read.
    case errorShare
  }

  public var id: String
  public var title: LocalText
  public var condition: Condition
  /// The feed that it is about, by its name or the last part of its path; `nil` for all that no other
  /// rule of the same condition names.
  public var feed: String?
  /// From here on a warning.
  public var warning: Double
  /// From here on critical.
  public var critical: Double

  public init(
    id: String, title: LocalText, condition: Condition, feed: String? = nil, warning: Double,
    critical: Double
  ) {
    self.id = id
    self.title = title
    self.condition = condition
    self.feed = feed
    self.warning = warning
    self.critical = critical
  }

  func level(of value: Double) -> AlertLevel {
    value >= critical ? .critical : value >= warning ? .warning : .ok
  }
}

extension AlertRule {
  /// The rules that hold where the user gives none.
  public static let standard: [AlertRule] = [
    AlertRule(
      id: "feed-failure", title: LocalText("feed not readable", "数据源不可读"),
      condition: .feedFailure, warning: 1, critical: 2),
    AlertRule(
      id: "silence", title: LocalText("no data for", "无数据"), condition: .silence,
      warning: 60, critical: 300),
    AlertRule(
      id: "rate-collapse", title: LocalText("rate below its usual one by", "速率低于常态"),
      condition: .rateCollapse, warning: 0.8, critical: 0.95),
    AlertRule(
      id: "lag", title: LocalText("behind by", "滞后"), condition: .lagSeconds, warning: 10,
      critical: 60),
    AlertRule(
      id: "lag-bytes", title: LocalText("behind by", "滞后"), condition: .lagBytes,
      warning: 64_000_000, critical: 1_000_000_000),
    AlertRule(
      id: "clock-skew", title: LocalText("event times ahead of the clock by", "事件时间超前时钟"),
      condition: .clockSkew, warning: 300, critical: 3600),
    AlertRule(
      id: "schema-drift", title: LocalText("rows with unknown columns", "含未知列的行"),
      condition: .schemaDrift, warning: 0.01, critical: .infinity),
    AlertRule(
      id: "reject-share", title: LocalText("rejected rows", "被拒行"), condition: .rejectShare,
      warning: 0.001, critical: 0.02),
    AlertRule(
      id: "uninvoiced", title: LocalText("signed, uninvoiced > 30 d", "签收超过30天未开票"),
      condition: .count(
        PanelPart(
          recordClass: .order, measures: ["count()"],
          filter: "state in (signed, completed, delivered) and invoice_count = 0 "
            + "and placed_at < {30d}", window: "all")), warning: 100, critical: 1000),
    AlertRule(
      id: "undelivered", title: LocalText("not signed 72 h after collection", "揽收72小时未签收"),
      condition: .count(
        PanelPart(
          recordClass: .waybill, measures: ["count()"],
          filter: "state in (collected, in_transit, delivering, at_pickup) "
            + "and signed_at is absent and collected_at < {72h}", window: "all")),
      warning: 100, critical: 1000),
    AlertRule(
      id: "flows-conflict", title: LocalText("orders whose documents disagree", "四流冲突的订单"),
      condition: .findings(.flowsConflict), warning: 1, critical: 1000),
    AlertRule(
      id: "error-share", title: LocalText("findings that are errors", "错误级问题占比"),
      condition: .errorShare, warning: 0.01, critical: 0.1),
  ]
}

extension AlertRule.Condition {
  /// What is compared for each feed by itself, by the word that files name it with.
  static let ofFeeds: [(word: String, condition: AlertRule.Condition)] = [
    ("feed-failure", .feedFailure), ("silence", .silence), ("rate-collapse", .rateCollapse),
    ("reject-share", .rejectShare), ("lag", .lagSeconds), ("lag-bytes", .lagBytes),
    ("clock-skew", .clockSkew), ("schema-drift", .schemaDrift),
  ]
}
