import Commerce

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
          value, level: rule.level(of: value), at: now, began: begin(of: rule),
          isAtStart: isAtStart, isCertain: rule.condition == .feedFailure)
      }
    }
    let isWorse = alerts.filter { $0.level == .critical }.count > critical
    return isWorse ? [.bell] : []
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
  private func begin(of rule: AlertRule) -> Timestamp? {
    rule.condition == .silence ? snapshot.flow.lastArrival : nil
  }

  /// The values that a rule compares, with what each is about.
  private func readings(of rule: AlertRule) -> [(subject: String, value: Double)] {
    switch rule.condition {
    case .count:
      guard let query = alertQuery(of: rule),
        let value = snapshot.answers[query]?.rows.first?.first?.double
      else { return [] }
      return [("", value)]
    case .silence:
      guard isLive, let last = snapshot.flow.lastArrival,
        snapshot.feeds.contains(where: { $0.status.state == .following })
      else { return [("", 0)] }
      return [("", Double(max(0, now.seconds - last.seconds)))]
    case .rejectShare:
      return snapshot.feeds.filter { $0.status.read > 0 }.map {
        ($0.status.name, Double($0.status.rejected) / Double($0.status.read))
      }
    case .feedFailure:
      return snapshot.feeds.map { ($0.status.name, failure($0.status.state)) }
    case .findings(let rule):
      let counts = snapshot.findings.filter { $0.rule == rule }
      return [("", Double(counts.reduce(0) { $0 + $1.count }))]
    case .errorShare:
      guard snapshot.flow.read > 0 else { return [] }
      let errors = snapshot.findings.filter { $0.rule.severity == .error }
      return [("", Double(errors.reduce(0) { $0 + $1.count }) / Double(snapshot.flow.read))]
    }
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
