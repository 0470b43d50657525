public import Commerce

extension MonitorState {
  /// The alerts that are not ok, the gravest first, then the newest.
  package var raisedAlerts: [Alert] {
    alerts.filter { $0.level > .ok }.sorted {
      ($0.isAcknowledged ? 0 : 1, $0.level, $0.since, $1.id)
        > ($1.isAcknowledged ? 0 : 1, $1.level, $1.since, $0.id)
    }
  }

  /// The query behind a rule: over all time, without the user's filters.
  func alertQuery(of rule: AlertRule) -> PanelQuery? {
    guard case .count(let part) = rule.condition else { return nil }
    let scope = QueryScope(
      window: .all, shift: 0, dataTime: snapshot.dataTime, ageTime: snapshot.ageTime, chips: [])
    return scope.query(part)
  }

  /// Compares all rules with the newest snapshot.
  ///
  /// - Returns: a bell where an alert has become critical.
  mutating func evaluateAlerts() -> [Effect] {
    let critical = alerts.filter { $0.level == .critical }.count
    for rule in alertRules {
      for (subject, value) in readings(of: rule) {
        let found = alerts.firstIndex { $0.ruleID == rule.id && $0.subject == subject }
        let index = found ?? alerts.count
        if found == nil { alerts.append(Alert(ruleID: rule.id, subject: subject, since: now)) }
        alerts[index].evaluate(
          value, level: rule.level(of: value), at: now, began: begin(of: rule, subject),
          isAtStart: isAtStart, isCertain: rule.condition == .feedFailure)
      }
    }
    let isWorse = alerts.filter { $0.level == .critical }.count > critical
    return isWorse ? [.bell] : []
  }

  /// When a silence will next change an alert, although nothing comes that would have it looked at;
  /// `nil` where none will.
  public var nextEvaluation: Timestamp? {
    let rules = alertRules.filter { $0.condition == .silence }
    return rules.flatMap { rule in
      readings(of: rule).compactMap { nextEvaluation(rule, $0.subject, $0.value) }
    }.min()
  }

  private func nextEvaluation(
    _ rule: AlertRule, _ subject: String, _ seconds: Double
  ) -> Timestamp? {
    let alert = alerts.first { $0.ruleID == rule.id && $0.subject == subject }
    if rule.level(of: seconds) != alert?.level ?? .ok {
      return Timestamp(seconds: now.seconds + 1)
    }
    guard liveFeeds.contains(subject),
      let limit = [rule.warning, rule.critical].first(where: { $0 > seconds && $0.isFinite })
    else { return nil }
    return Timestamp(seconds: now.seconds + Int64((limit - seconds).rounded(.up)))
  }

  /// Whether the feeds are read for the first time, or were only a moment ago.
  private var isAtStart: Bool {
    guard let firstRead else { return true }
    return now.seconds - firstRead.seconds < MonitorState.startSeconds
  }

  /// How long the first reading of the feeds is counted as the start, for what takes some
  /// evaluations to be told.
  private static let startSeconds: Int64 = 10

  /// When what a rule tells began, where the data say so.
  private func begin(of rule: AlertRule, _ subject: String) -> Timestamp? {
    guard rule.condition == .silence else { return nil }
    return snapshot.feeds.first { $0.status.name == subject }?.status.lastArrival
  }

  /// The values that a rule compares, with what each is about.
  private func readings(of rule: AlertRule) -> [(subject: String, value: Double)] {
    switch rule.condition {
    case .count:
      guard let query = alertQuery(of: rule),
        let value = snapshot.answers[query]?.rows.first?.first?.double
      else { return [] }
      return [("", value)]
    case .silence, .rateCollapse, .lagSeconds, .lagBytes, .clockSkew, .schemaDrift, .feedFailure,
      .rejectShare:
      return snapshot.feeds.filter { concerns(rule, $0.status.name) }
        .map { ($0.status.name, value(of: rule.condition, $0)) }
    case .findings(let rule):
      let counts = snapshot.findings.filter { $0.rule == rule }
      return [("", Double(counts.reduce(0) { $0 + $1.count }))]
    case .errorShare:
      guard snapshot.flow.read > 0 else { return [] }
      let errors = snapshot.findings.filter { $0.rule.severity == .error }
      return [("", Double(errors.reduce(0) { $0 + $1.count }) / Double(snapshot.flow.read))]
    }
  }

  /// Whether a rule is about a feed: it names the feed, or none, and no other does.
  private func concerns(_ rule: AlertRule, _ feed: String) -> Bool {
    if let named = rule.feed { return isName(named, of: feed) }
    return !alertRules.contains { other in
      other.condition == rule.condition && other.feed.map { isName($0, of: feed) } ?? false
    }
  }

  private func isName(_ name: String, of feed: String) -> Bool {
    name == feed || feed.hasSuffix("/\(name)")
  }

  /// What is compared of a feed.
  ///
  /// A feed that is still read for the first time, or that has ended, is neither late nor silent.
  private func value(of condition: AlertRule.Condition, _ reading: FeedReading) -> Double {
    let status = reading.status
    switch condition {
    case .feedFailure: return failure(status.state)
    case .rejectShare: return share(status.rejected, of: status.read)
    case .schemaDrift: return share(status.unknownColumns.values.max() ?? 0, of: status.read)
    default: break
    }
    guard status.state == .following else { return 0 }
    switch condition {
    case .silence:
      guard liveFeeds.contains(status.name), let last = status.lastArrival else { return 0 }
      return Double(max(0, now.seconds - last.seconds))
    case .rateCollapse:
      guard let usual = reading.usualRate, usual >= 1, let recent = reading.recentRate else {
        return 0
      }
      return max(0, 1 - recent / usual)
    case .lagSeconds: return reading.lagSeconds ?? 0
    case .lagBytes: return Double(status.backlog)
    case .clockSkew: return max(0, reading.secondsAhead ?? 0)
    default: return 0
    }
  }

  private func share(_ count: Int, of all: Int) -> Double {
    all > 0 ? Double(count) / Double(all) : 0
  }

  private func failure(_ state: FeedStatus.State) -> Double {
    switch state {
    case .failed: 2
    case .waiting: 1
    case .loading, .following, .ended: 0
    }
  }

  /// Marks the selected alert as seen, or again as not.
  mutating func acknowledgeSelected() {
    guard let index = selectedIndex(of: .alerts) else { return say(Words.allQuiet) }
    let id = raisedAlerts[index].id
    for place in alerts.indices where alerts[place].id == id {
      alerts[place].isAcknowledged.toggle()
    }
  }
}
