import Canvas
import Commerce

extension MonitorState {
  /// What an alert says: rule, subject, value against its limit.
  func alertText(_ alert: Alert) -> String {
    guard let rule = alertRules.first(where: { $0.id == alert.ruleID }) else { return alert.id }
    let limit = alert.level == .critical ? rule.critical : rule.warning
    let subject = alert.subject.isEmpty ? "" : "\(shortName(ofFeed: alert.subject)): "
    let title = rule.title[language]
    switch rule.condition {
    case .rejectShare:
      let counts = snapshot.feeds.first { $0.status.name == alert.subject }
      let count = formatter.count(counts?.status.rejected ?? 0)
      return "\(subject)\(count) \(title) (\(formatter.percent(alert.value)), "
        + "\(Words.limit[language]) \(formatter.percent(limit)))"
    case .feedFailure:
      let reading = snapshot.feeds.first { $0.status.name == alert.subject }
      let reason = reading.map { FeedWords.reason(of: $0.status.state) } ?? ""
      return subject + title + (reason.isEmpty ? "" : ": \(reason)")
    case .silence, .lagSeconds, .clockSkew:
      return "\(subject)\(title) \(seconds(alert.value)) "
        + "(\(Words.limit[language]) \(seconds(limit)))"
    case .lagBytes:
      return "\(subject)\(title) \(formatter.bytes(Int64(alert.value))) "
        + "(\(Words.limit[language]) \(formatter.bytes(Int64(limit))))"
    case .rateCollapse, .schemaDrift:
      return "\(subject)\(title) \(formatter.percent(alert.value)) "
        + "(\(Words.limit[language]) \(formatter.percent(limit)))"
    case .errorShare:
      return "\(title): \(formatter.percent(alert.value)) "
        + "(\(Words.limit[language]) \(formatter.percent(limit)))"
    case .count, .findings:
      return "\(subject)\(title): \(formatter.count(alert.value)) "
        + "(\(Words.limit[language]) \(formatter.count(limit)))"
    }
  }
}

extension MonitorState {
  /// `45 s`; from two minutes on as an age, so that the text stands still for a while.
  private func seconds(_ value: Double) -> String {
    value < 120
      ? "\(formatter.count(value.rounded(.up))) s" : formatter.age(seconds: Int64(value))
  }
}

extension Painter {
  mutating func drawAlerts(in slot: ScreenLayout.Slot) {
    let alerts = state.raisedAlerts
    let count = alerts.isEmpty ? "" : " (\(alerts.count))"
    let inside = border(
      slot, Words.alertsTitle[language] + count, note: Words.showRecords[language])
    guard !alerts.isEmpty else {
      frame.put("\(AlertLevel.ok.word)  \(Words.allQuiet[language])", in: inside, column: 1)
      return
    }
    let since = alerts.map { alert in
      alert.isFromStart ? Words.fromStart[language] : sinceText(alert.since)
    }
    let seenWord = Words.acknowledged[language]
    let seenCells = alerts.contains(where: \.isAcknowledged) ? CellWidth.cells(seenWord) : 0
    let columns = [
      TextTable.Column("", minimum: 5),
      TextTable.Column("", minimum: 20, weight: 1),
      TextTable.Column(
        "", align: .right, minimum: since.map { CellWidth.cells($0) }.max() ?? 5, priority: 1),
      TextTable.Column("", minimum: seenCells, priority: 2),
    ]
    let rows = zip(alerts, since).map { alert, since in
      let seen = alert.isAcknowledged ? seenWord : ""
      return TextTable.Row([
        .styled(alert.level.word, alert.isAcknowledged ? .faint : style(of: alert.level)),
        .text(state.alertText(alert)), .text(since), .text(seen),
      ])
    }
    let table = TextTable(
      columns: columns, rows: rows,
      firstRow: state.firstRow(of: .alerts, rows: inside.rows, count: rows.count),
      selectedRow: selection(of: slot), showsTitles: false)
    frame.draw(table, in: inside)
  }

  private func sinceText(_ time: Timestamp) -> String {
    "\(Words.since[language]) \(formatter.short(time, on: state.now.date))"
  }

  mutating func drawFindings(in slot: ScreenLayout.Slot) {
    let findings = state.shown.findings
    let total = findings.reduce(0) { $0 + $1.count }
    let inside = border(
      slot, Words.findingsByRule[language],
      note: "\(formatter.count(total))  \(Words.showRecords[language])")
    let largest = Double(findings.map(\.count).max() ?? 0)
    let columns = [
      TextTable.Column(FieldText.rule[language], minimum: 18),
      TextTable.Column(FieldText.severity[language], minimum: 8),
      TextTable.Column(FieldText.count[language], align: .right, minimum: 9),
      TextTable.Column("", minimum: 6, priority: 3),
      TextTable.Column(FieldText.meaning[language], minimum: 24, weight: 1, priority: 1),
    ]
    let rows = findings.map { finding in
      let severity = finding.rule.severity.name
      return TextTable.Row([
        .text(finding.rule.id),
        .text(language == .chinese ? FieldWords.word(severity) ?? severity : severity),
        .text(formatter.count(finding.count)),
        .bar(largest > 0 ? Double(finding.count) / largest : 0), .text(finding.rule.summary),
      ])
    }
    drawTable(columns, rows, empty: Words.noFindings, in: inside, of: slot)
  }

  /// A table in a slot, with the selection of its item.
  mutating func drawTable(
    _ columns: [TextTable.Column], _ rows: [TextTable.Row], empty: LocalText, in rect: Rect,
    of slot: ScreenLayout.Slot
  ) {
    let showsTitles = state.showsTitles(slot.item, rows: rect.rows)
    let table = TextTable(
      columns: columns, rows: rows,
      firstRow: state.firstRow(
        of: slot.item, rows: state.listRows(of: slot.item), count: rows.count),
      selectedRow: selection(of: slot), showsTitles: showsTitles, emptyText: empty[language])
    frame.draw(table, in: rect)
  }
}
