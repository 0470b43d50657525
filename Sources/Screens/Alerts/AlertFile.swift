import Commerce

/// Rules of alerts as their TOML file has them: plain texts, not yet understood.
///
///     [[alert]]
///     id = "silence"
///     warning = 30
///     critical = 120
///
///     [[alert]]
///     id = "refunds"
///     title = { en = "refunded orders of the last day", zh = "近一日退款订单" }
///     class = "order"
///     where = "state = refunded"
///     window = "24h"
///     warning = 20
///     critical = 100
public struct AlertFile: Decodable, Sendable {
  var alert: [Table]

  struct Table: Decodable, Sendable {
    var id: String
    var title: PanelFile.Text?
    var `class`: String?
    var measure: String?
    var `where`: String?
    var window: String?
    /// The id of a rule whose findings are counted.
    var rule: String?
    /// What is compared of feeds, such as `silence`.
    var kind: String?
    /// The one feed that it is about.
    var feed: String?
    var warning: Limit?
    var critical: Limit?
    /// `true` takes a rule away.
    var off: Bool?
  }

  /// A number with or without a point.
  struct Limit: Decodable, Sendable {
    var value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let whole = try? container.decode(Int.self) {
        value = Double(whole)
      } else {
        value = try container.decode(Double.self)
      }
    }
  }
}

/// What is wrong with a rule of alerts of a file.
public struct AlertFileError: Error, Equatable, CustomStringConvertible {
  public var alert: String
  public var key: String
  public var expected: String
  /// Empty where the key is missing.
  public var found: String

  public var description: String {
    let end = found.isEmpty ? "" : ", found '\(found)'"
    return "alert \(alert): \(key): expected \(expected)\(end)"
  }
}

extension AlertFile {
  /// The rules that hold with those of the file: one with the id of a known rule changes what it
  /// names and leaves the rest, another id is a new rule.
  public func rules(over known: [AlertRule]) throws(AlertFileError) -> [AlertRule] {
    var rules = known
    for table in alert {
      let index = rules.firstIndex { $0.id == table.id }
      let rule = try table.rule(over: index.map { rules[$0] })
      switch (index, table.off == true) {
      case (let index?, true): rules.remove(at: index)
      case (let index?, false): rules[index] = rule
      case (nil, true): throw table.mistake("off", "the id of a known alert", table.id)
      case (nil, false): rules.append(rule)
      }
    }
    return rules
  }
}

extension AlertFile.Table {
  /// The rule, with what the table leaves out taken from the known one.
  fileprivate func rule(over known: AlertRule?) throws(AlertFileError) -> AlertRule {
    guard let condition = try condition() ?? known?.condition else {
      throw mistake(
        "class", "a record class to count, a rule whose findings to count, or a kind", "")
    }
    let standard = AlertRule.standard.first { kind != nil && $0.condition == condition }
    guard let title = title?.local ?? known?.title ?? standard?.title else {
      throw mistake("title", "a title such as { en = \"refunded orders\" }", "")
    }
    guard let warning = warning?.value ?? known?.warning else {
      throw mistake("warning", "a number from which on to warn", "")
    }
    let critical = critical?.value ?? known?.critical ?? .infinity
    guard critical >= warning else {
      throw mistake("critical", "at least the limit of the warning, \(warning)", "\(critical)")
    }
    return AlertRule(
      id: id, title: title, condition: condition, feed: feed ?? known?.feed, warning: warning,
      critical: critical)
  }

  /// What the table says to compare; `nil` where it says nothing of that.
  private func condition() throws(AlertFileError) -> AlertRule.Condition? {
    if let kind {
      let kinds = AlertRule.Condition.ofFeeds
      guard let found = kinds.first(where: { $0.word == kind }) else {
        throw mistake("kind", "one of \(kinds.map(\.word).joined(separator: ", "))", kind)
      }
      return found.condition
    }
    if let name = rule {
      guard let rule = Rule(id: name) else {
        throw mistake("rule", "the id of a rule such as V03-tax", name)
      }
      return .findings(rule)
    }
    guard let name = self.class else { return nil }
    guard let recordClass = RecordClass(named: name) else {
      throw mistake("class", "one of \(RecordClass.words)", name)
    }
    if let window, WindowChoice(named: window) == nil {
      throw mistake("window", "one of \(WindowChoice.words)", window)
    }
    return .count(
      PanelPart(
        recordClass: recordClass, measures: [measure ?? "count()"], filter: `where`,
        window: window ?? "all"))
  }

  fileprivate func mistake(_ key: String, _ expected: String, _ found: String) -> AlertFileError {
    AlertFileError(alert: id, key: key, expected: expected, found: found)
  }
}
