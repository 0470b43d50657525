import Canvas
import Commerce

extension MonitorState {
  /// Opens what is selected: the records behind a number, a record, a linked document, a raw row.
  mutating func openSelected() -> [Effect] {
    switch pages.last {
    case .records(let list): return openRecord(of: list)
    case .record(let record): return openLine(of: record)
    case .feed(let feed):
      openLine(of: feed)
      return []
    case .raw: return []
    case nil: break
    }
    switch focus {
    case .figures: openFigure()
    case .panel(let id): openPanel(id)
    case .alerts: openAlert()
    case .findings: openFindings()
    case .feeds: openFeed()
    case .rejects: openReject()
    case .tail: return openTailLine()
    }
    return []
  }

  private mutating func openFigure() {
    guard let panel = figuresPanel else { return say(Words.nothingToOpen) }
    let rows = rows(of: panel)
    let index = selectedIndex(of: .figures) ?? 0
    guard index < rows.count else { return show(.alerts) }
    openList(panel.parts[index], row: rows[index])
  }

  private mutating func openPanel(_ id: String) {
    guard let panel = panel(id), let part = panel.parts.first else { return }
    if panel.kind == .trend {
      let filter = scope.expanded(part.filter)
      return openList(
        part, row: PanelRow(key: "", label: title(of: panel), values: [], filter: filter))
    }
    let rows = rows(of: panel)
    let item = Item.panel(id)
    guard let index = selectedIndex(of: item), rows.indices.contains(index) else {
      return say(Words.nothingToOpen)
    }
    keepSelected(item, key: rows[index].key, at: index)
    openList(
      panel.parts[panel.parts.count == 1 ? 0 : index],
      row: rows[index])
  }

  /// Ties the selection to its row, so that going back finds the same one.
  private mutating func keepSelected(_ item: Item, key: String, at index: Int) {
    var list = screenState.panelStates[item.id] ?? ListState()
    list.key = key
    list.index = index
    screenState.panelStates[item.id] = list
  }

  /// Opens the records behind a row of a panel; its filter becomes a chip.
  private mutating func openList(_ part: PanelPart, row: PanelRow) {
    search = nil
    if let filter = row.filter {
      chips.append(Chip(text: filter, label: row.label, page: pages.count + 1))
    }
    pages.append(
      .records(
        RecordListPage(title: row.label, recordClass: part.recordClass, window: part.window)))
  }

  private mutating func openAlert() {
    guard let index = selectedIndex(of: .alerts) else { return say(Words.nothingToOpen) }
    let alert = raisedAlerts[index]
    guard let rule = alertRules.first(where: { $0.id == alert.ruleID }) else { return }
    switch rule.condition {
    case .count(let part):
      let row = PanelRow(
        key: "", label: rule.title[language], values: [], filter: scope.expanded(part.filter))
      openList(part, row: row)
    case .findings(let finding): showFindings(selecting: finding.id)
    case .errorShare: showFindings(selecting: "")
    case .silence, .rateCollapse, .rejectShare, .feedFailure, .lagSeconds, .lagBytes, .clockSkew,
      .schemaDrift:
      show(.feeds)
      keepSelected(.feeds, key: alert.subject, at: 0)
    }
  }

  private mutating func showFindings(selecting key: String) {
    show(.alerts)
    setFocus(.findings)
    keepSelected(.findings, key: key, at: 0)
  }

  private mutating func openFindings() {
    guard let index = selectedIndex(of: .findings) else { return say(Words.nothingToOpen) }
    let count = shown.findings[index]
    guard !count.rule.rejects, let recordClass = count.recordClass else {
      show(.feeds)
      screenState.focus = Item.rejects.id
      return
    }
    search = nil
    pages.append(
      .records(
        RecordListPage(
          title: count.rule.id, recordClass: recordClass, window: "all", rule: count.rule)))
  }

  /// Shows all that is known of a feed.
  private mutating func openFeed() {
    guard let index = selectedIndex(of: .feeds) else { return say(Words.nothingToOpen) }
    search = nil
    pages.append(.feed(FeedPage(name: shown.feeds[index].status.name)))
  }

  /// Shows a rejected row of a feed as it came.
  private mutating func openLine(of page: FeedPage) {
    let lines = feedLines(of: page)
    guard lines.indices.contains(page.selected),
      case .reject(let index) = lines[page.selected].content,
      let reading = shown.feeds.first(where: { $0.status.name == page.name })
    else { return say(Words.nothingToOpen) }
    openRaw(of: reading.rejects[index])
  }

  private mutating func openReject() {
    guard let index = selectedIndex(of: .rejects) else { return say(Words.nothingToOpen) }
    openRaw(of: shownRejects[index])
  }

  mutating func openRaw(of reject: RejectLine) {
    search = nil
    var page = RawPage(requestID: 0, title: reject.finding.description)
    page.text = RawText(
      id: 0, place: reject.finding.place, text: reject.raw, length: reject.length)
    pages.append(.raw(page))
  }

  private mutating func openTailLine() -> [Effect] {
    guard let line = selectedTailLine else {
      say(Words.nothingToOpen)
      return []
    }
    tail.isFollowing = false
    tail.bottom = tail.bottom == 0 ? line.sequence : tail.bottom
    tail.selected = line.sequence
    switch line.content {
    case .record(let reference, _, _): return openRecord(reference)
    case .reject(let reject):
      openRaw(of: reject)
      return []
    }
  }

  /// Opens a record by its row.
  mutating func openRecord(_ reference: RecordReference) -> [Effect] {
    search = nil
    let id = nextRequest()
    pages.append(
      .record(
        RecordDetailPage(requestID: id, key: reference.key, recordClass: reference.recordClass)))
    return [.record(id: id, reference)]
  }

  private mutating func openRecord(of list: RecordListPage) -> [Effect] {
    guard let row = list.selectedRow else {
      say(list.isWaiting ? Words.waitingForAnswer : Words.nothingToOpen)
      return []
    }
    var list = list
    list.selectedKey = row.reference.key
    pages[pages.count - 1] = .records(list)
    return openRecord(row.reference)
  }

  /// Follows a link of a record, or shows its row as the feed had it.
  private mutating func openLine(of record: RecordDetailPage) -> [Effect] {
    guard let detail = record.detail else {
      say(Words.waitingForAnswer)
      return []
    }
    let lines = detailLines(of: record)
    guard lines.indices.contains(record.selected) else { return [] }
    if case .link(let index) = lines[record.selected].content {
      let link = detail.links[index]
      guard let row = link.row else {
        say(Words.notArrived)
        return []
      }
      return openRecord(RecordReference(link.recordClass, row: row, key: link.key))
    }
    search = nil
    let id = nextRequest()
    pages.append(.raw(RawPage(requestID: id, title: record.key)))
    return [.raw(id: id, detail.reference)]
  }
}
