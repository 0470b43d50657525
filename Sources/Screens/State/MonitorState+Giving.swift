import Canvas
import Commerce

extension MonitorState {
  /// What takes something out of the monitor.
  mutating func give(_ action: Action) -> [Effect] {
    switch action {
    case .export:
      guard exportContent != nil else {
        say(Words.nothingToExport)
        return []
      }
      let name = listPage?.recordClass.plural ?? screen.rawValue
      overlay = .input(InputState(purpose: .exportPath, text: "tradewatch-\(name).csv"))
    case .copy:
      guard let text = copyText else {
        say(Words.nothingToCopy)
        return []
      }
      say(Words.copied)
      return [.copy(text)]
    case .mark: toggleMark()
    default: break
    }
    return []
  }

  /// Writes what is shown into a file whose name ends in its format.
  mutating func export(to path: String) -> ([Effect], [String]?) {
    let ending = path.split(separator: ".").last.map(String.init) ?? ""
    guard let format = ExportRequest.Format(rawValue: ending.lowercased()), path.contains(".")
    else {
      return ([], ["\(Words.expectedWord[language]) \(Words.pathForm[language])"])
    }
    guard let content = exportContent else { return ([], [Words.nothingToExport[language]]) }
    isExporting = true
    say(Words.writing)
    return ([.export(ExportRequest(path: path, format: format, content: content))], nil)
  }

  private var exportContent: ExportRequest.Content? {
    if let list = listPage { return .records(request(for: list, id: 0)) }
    if case .record(let page)? = pages.last, let detail = page.detail {
      return .table(
        header: ["field", "value"], rows: detail.fields.map { [.text($0.name), $0.value] })
    }
    if case .feed(let page)? = pages.last {
      let lines = feedLines(of: page).filter { $0.content == .fact }
      return .table(
        header: ["field", "value"], rows: lines.map { [.text($0.label), .text($0.text)] })
    }
    guard pages.isEmpty else { return nil }
    switch focus {
    case .panel(let id):
      guard let panel = panel(id) else { return nil }
      if panel.parts.count == 1 { return .query(query(panel)) }
      return partsTable(panel)
    case .figures: return figuresPanel.map { partsTable($0) }
    case .alerts: return alertTable
    case .findings: return findingTable
    case .feeds: return feedTable
    case .rejects: return rejectTable
    case .tail:
      return .table(
        header: ["arrived", "feed", "line"],
        rows: tailLines.map { [.time($0.arrived), .text($0.feed), .text(tailText($0))] })
    }
  }

  private func partsTable(_ panel: PanelDefinition) -> ExportRequest.Content {
    .table(
      header: ["figure", "value", "change"],
      rows: rows(of: panel).map { row in
        [.text(row.label), row.values.first ?? .absent, row.change.map { .number($0) } ?? .absent]
      })
  }

  private var alertTable: ExportRequest.Content {
    .table(
      header: ["severity", "rule", "subject", "value", "since", "seen"],
      rows: raisedAlerts.map {
        [
          .text($0.level.word), .text($0.ruleID), .text($0.subject), .number($0.value),
          .time($0.since), .flag($0.isAcknowledged),
        ]
      })
  }

  private var findingTable: ExportRequest.Content {
    .table(
      header: ["rule", "severity", "count", "summary"],
      rows: shown.findings.map {
        [
          .text($0.rule.id), .text($0.rule.severity.name), .integer(Int64($0.count)),
          .text($0.rule.summary),
        ]
      })
  }

  private var feedTable: ExportRequest.Content {
    let counts = ["read", "accepted", "flagged", "rejected", "duplicates", "conflicts"]
    return .table(
      header: ["feed", "state"] + counts + ["amendments"],
      rows: shown.feeds.map { reading in
        let status = reading.status
        let numbers = [
          status.read, status.accepted, status.flagged, status.rejected, status.duplicates,
          status.conflicts, status.amendments,
        ]
        let condition = feedCondition(of: reading).word[.english]
        return [.text(status.name), .text(condition)] + numbers.map { .integer(Int64($0)) }
      })
  }

  private var rejectTable: ExportRequest.Content {
    .table(
      header: ["feed", "line", "offset", "rule", "field", "expected", "found", "raw"],
      rows: shownRejects.map { reject in
        let finding = reject.finding
        return [
          .text(finding.place.feed), .integer(Int64(finding.place.line)),
          .integer(Int64(finding.place.offset)), .text(finding.rule.id), .text(finding.field),
          .text(finding.expected), .text(finding.found), .text(reject.raw),
        ]
      })
  }
}
