import Canvas
import Commerce

extension Painter {
  mutating func drawFeeds(in slot: ScreenLayout.Slot) {
    let inside = border(slot, Words.feedsTitle[language], note: Words.openFeed[language])
    let names = state.shown.feeds.map { CellWidth.cells(state.shortName(ofFeed: $0.status.name)) }
    let columns = FeedColumn.all.enumerated().map { index, column in
      let title = column.title[language]
      return TextTable.Column(
        title, align: column.isNumber ? .right : .left,
        minimum: max(
          column.cells, CellWidth.cells(title) + 1, index == 0 ? min(24, names.max() ?? 0) : 0),
        weight: column.weight, priority: column.priority)
    }
    let rows = state.shown.feeds.map { reading in
      TextTable.Row(FeedColumn.all.map { content(of: $0.fact, reading) })
    }
    drawTable(columns, rows, empty: Words.noFeeds, in: inside, of: slot)
  }

  private func content(of fact: FeedColumn.Fact, _ reading: FeedReading) -> TextTable.Content {
    let status = reading.status
    switch fact {
    case .feed: return .text(state.shortName(ofFeed: status.name))
    case .state:
      let condition = state.feedCondition(of: reading)
      return .styled(stateText(condition, status), style(of: condition))
    case .rate: return .text(formatter.count(reading.rowsPerSecond))
    case .lastMinute:
      let values = reading.lastMinute.map(Double.init)
      return .styled(
        Sparkline.text(values, columns: 10, glyphs: frame.glyphs), Style(.sky))
    case .lag: return .text(status.backlog == 0 ? "0" : formatter.bytes(status.backlog))
    case .behind:
      return .text(status.backlog == 0 ? "0" : behindText(reading))
    case .last:
      let age = status.lastArrival.map { max(0, state.now.seconds - $0.seconds) }
      return .text(age.map { formatter.age(seconds: $0) } ?? formatter.absent)
    case .skew:
      let isAhead = (reading.secondsAhead ?? 0) >= 1
      return .styled(state.skewNote(reading), isAhead ? style(of: .warning) : .plain)
    case .reasons: return .text(reasonsText(reading))
    case .classes: return .text(status.classes.map { className($0) }.joined(separator: ","))
    case .notice: return .text(feedNotice(status))
    case .read: return .text(formatter.count(status.read))
    case .accepted: return .text(formatter.count(status.accepted))
    case .flagged: return .text(formatter.count(status.flagged))
    case .rejected: return .text(formatter.count(status.rejected))
    case .duplicates: return .text(formatter.count(status.duplicates))
    case .conflicts: return .text(formatter.count(status.conflicts))
    case .amendments: return .text(formatter.count(status.amendments))
    }
  }

  /// `~4,711 3s`: an estimate of the records that wait, and how long they take.
  private func behindText(_ reading: FeedReading) -> String {
    let seconds = reading.lagSeconds.map { " \(formatter.count($0.rounded(.up)))s" } ?? ""
    return "\(frame.glyphs.approximately)\(formatter.count(reading.lagRecords))\(seconds)"
  }

  /// `F01-quote 88, F09-time 14`: the reasons of most rejected rows.
  private func reasonsText(_ reading: FeedReading) -> String {
    reading.reasons.prefix(3).map { "\($0.rule.id) \(formatter.count($0.count))" }
      .joined(separator: ", ")
  }

  func className(_ recordClass: RecordClass) -> String {
    language == .chinese
      ? FieldWords.word(recordClass.name) ?? recordClass.name : recordClass.name
  }

  /// The word of the state, with the share that is loaded.
  private func stateText(_ condition: FeedCondition, _ status: FeedStatus) -> String {
    let word = condition.word[language]
    guard condition == .loading, let share = loadedShare(status) else { return word }
    return "\(word) \(percent(share))"
  }

  private func loadedShare(_ status: FeedStatus) -> Double? {
    guard let total = status.bytesTotal, total > 0 else { return nil }
    return min(1, Double(status.bytesRead) / Double(total))
  }

  private func style(of condition: FeedCondition) -> Style {
    switch condition {
    case .broken: style(of: .critical)
    case .waiting, .stalled: style(of: .warning)
    case .loading, .rotated, .truncated: Style(.yellow)
    case .live: Style(.sky)
    case .done: .plain
    }
  }

  /// The latest notice, the reason of the state, the columns that the schema does not know.
  func feedNotice(_ status: FeedStatus) -> String {
    var notices = [FeedWords.reason(of: status.state), status.notice ?? ""].filter { !$0.isEmpty }
    if !status.unknownColumns.isEmpty {
      let names = status.unknownColumns.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        .map { "\($0.key) \(formatter.percent(Double($0.value) / Double(max(1, status.read))))" }
      notices.append("\(Words.unknownColumns[language]): \(names.joined(separator: ", "))")
    }
    return notices.joined(separator: "; ")
  }

  mutating func drawRejects(in slot: ScreenLayout.Slot) {
    let rejects = state.shownRejects
    let all = state.shown.feeds.reduce(0) { $0 + $1.status.rejected }
    let title = Words.rejectsTitle[language]
    let count =
      "\(formatter.count(rejects.count)) \(Words.of[language]) \(formatter.count(all))"
    let room = slot.rect.columns - CellWidth.cells(title) - CellWidth.cells(count) - 10
    let inside = border(slot, title, note: count + quarantinePlace(cells: room))
    let columns = [
      TextTable.Column(FieldText.feed[language], minimum: 12, weight: 1),
      TextTable.Column(FieldText.line[language], align: .right, minimum: 9),
      TextTable.Column(FieldText.rule[language], minimum: 12, priority: 1),
      TextTable.Column(FieldText.reason[language], minimum: 22, weight: 3),
      TextTable.Column(FieldText.raw[language], minimum: 16, weight: 3, priority: 2),
    ]
    let rows = rejects.map { reject in
      TextTable.Row([
        .text(marked(state.shortName(ofFeed: reject.finding.place.feed), key: reject.key)),
        .text(formatter.count(reject.finding.place.line)), .text(reject.finding.rule.id),
        .text(state.reason(of: reject.finding)), .text(reject.raw),
      ])
    }
    drawTable(columns, rows, empty: Words.noRejects, in: inside, of: slot)
  }

  /// Where rejected rows are kept, in so many cells; nothing where none were rejected.
  private func quarantinePlace(cells: Int) -> String {
    guard let quarantine = state.shown.quarantine,
      quarantine.library != nil || quarantine.notKept > 0
    else { return "" }
    return "  " + state.quarantineText.truncated(toCells: cells, glyphs: frame.glyphs)
  }

  /// How far each feed is: share, bytes, rows a second, time left, rejected rows.
  mutating func drawLoading(in slot: ScreenLayout.Slot) {
    let feeds = state.snapshot.feeds.filter { $0.status.state == .loading }
    let inside = border(slot, Words.loadingTitle[language])
    for (row, reading) in feeds.prefix(inside.rows).enumerated() {
      let status = reading.status
      let share = loadedShare(status)
      let total = status.bytesTotal.map { "/\(formatter.bytes($0))" } ?? ""
      let left =
        reading.secondsLeft.map {
          "  \(Words.left[language]) \(formatter.duration(seconds: $0))"
        } ?? ""
      let text =
        "\(share.map(percent) ?? formatter.absent)  \(formatter.bytes(status.bytesRead))\(total)"
        + "  \(formatter.short(reading.rowsPerSecond.rounded()))/s\(left)"
        + "  \(formatter.count(status.rejected)) \(Words.rejects[language])"
      frame.draw(
        Gauge(state.shortName(ofFeed: status.name), share: share, text: text),
        in: inside.line(row).inset(left: 1, right: 1))
    }
  }
}

extension MonitorState {
  /// The last part of a feed's path, where that tells it from all others.
  func shortName(ofFeed name: String) -> String {
    let last = { (path: String) in path.split(separator: "/").last.map(String.init) ?? path }
    let short = last(name)
    let same = shown.feeds.filter { last($0.status.name) == short }
    return same.count > 1 ? name : short
  }

  /// Why a row was rejected: `total: expected an amount such as 19.99, found '19,99'`.
  func reason(of finding: Finding) -> String {
    let subject = finding.field.isEmpty ? "" : "\(finding.field): "
    guard !finding.expected.isEmpty else { return subject + finding.rule.summary }
    return "\(subject)\(Words.expected[language]) \(finding.expected), "
      + "\(Words.found[language]) '\(finding.found)'"
  }
}
