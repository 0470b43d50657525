import Canvas
import Commerce

extension Painter {
  mutating func drawFeeds(in slot: ScreenLayout.Slot) {
    let inside = border(slot, Words.feedsTitle[language])
    let titles: [(LocalText, Int, Int, Bool)] = [
      (FieldText.feed, 12, 0, false), (FieldText.state, 9, 1, false),
      (FieldText.read, 9, 2, true), (FieldText.accepted, 9, 3, true),
      (FieldText.rejected, 8, 0, true), (FieldText.flagged, 7, 4, true),
      (FieldText.duplicates, 6, 7, true), (FieldText.conflicts, 6, 8, true),
      (FieldText.amendments, 6, 9, true), (FieldText.rate, 8, 5, true),
      (FieldText.lag, 9, 6, true), (FieldText.last, 5, 10, true),
      (FieldText.recordClass, 10, 11, false), (FieldText.notice, 14, 5, false),
    ]
    let names = state.shown.feeds.map { CellWidth.cells(state.shortName(ofFeed: $0.status.name)) }
    let columns = titles.enumerated().map { index, title in
      TextTable.Column(
        title.0[language], align: title.3 ? .right : .left,
        minimum: max(
          title.1, CellWidth.cells(title.0[language]) + 1,
          index == 0 ? min(24, names.max() ?? 0) : 0),
        weight: index == 0 ? 1 : index == titles.count - 1 ? 2 : 0, priority: title.2)
    }
    drawTable(
      columns, state.shown.feeds.map(feedRow), empty: Words.noFeeds, in: inside, of: slot)
  }

  private func feedRow(_ reading: FeedReading) -> TextTable.Row {
    let status = reading.status
    let counts = [
      status.read, status.accepted, status.rejected, status.flagged, status.duplicates,
      status.conflicts, status.amendments,
    ].map { TextTable.Content.text(formatter.count($0)) }
    let classes = status.classes.map { className($0) }.joined(separator: ",")
    let age = status.lastArrival.map {
      formatter.age(seconds: max(0, state.now.seconds - $0.seconds))
    }
    let tail: [TextTable.Content] = [
      .text(formatter.count(reading.rowsPerSecond)),
      .text(status.backlog == 0 ? "0" : formatter.bytes(status.backlog)),
      .text(age ?? formatter.absent), .text(classes), .text(feedNotice(status)),
    ]
    return TextTable.Row(
      [
        .text(state.shortName(ofFeed: status.name)),
        .styled(stateText(status), stateStyle(status.state)),
      ] + counts + tail)
  }

  func className(_ recordClass: RecordClass) -> String {
    language == .chinese
      ? FieldWords.word(recordClass.name) ?? recordClass.name : recordClass.name
  }

  /// The word of the state, with the share that is loaded.
  private func stateText(_ status: FeedStatus) -> String {
    let word = FeedWords.state(status.state)[language]
    guard status.state == .loading, let share = loadedShare(status) else { return word }
    return "\(word) \(percent(share))"
  }

  private func loadedShare(_ status: FeedStatus) -> Double? {
    guard let total = status.bytesTotal, total > 0 else { return nil }
    return min(1, Double(status.bytesRead) / Double(total))
  }

  private func stateStyle(_ feed: FeedStatus.State) -> Style {
    switch feed {
    case .failed: style(of: .critical)
    case .waiting: style(of: .warning)
    case .loading: Style(.yellow)
    case .following: Style(.sky)
    case .ended: .plain
    }
  }

  /// The latest notice, the reason of the state, the columns that the schema does not know.
  func feedNotice(_ status: FeedStatus) -> String {
    var notices = [FeedWords.reason(of: status.state), status.notice ?? ""].filter { !$0.isEmpty }
    if !status.unknownColumns.isEmpty {
      let names = status.unknownColumns.keys.sorted().joined(separator: ", ")
      notices.append("\(Words.unknownColumns[language]): \(names)")
    }
    return notices.joined(separator: "; ")
  }

  mutating func drawRejects(in slot: ScreenLayout.Slot) {
    let rejects = state.shownRejects
    let all = state.shown.feeds.filter {
      state.rejectFeed == nil || $0.status.name == state.rejectFeed
    }.reduce(0) { $0 + $1.status.rejected }
    let feed = state.rejectFeed.map { "  \($0)" } ?? ""
    let inside = border(
      slot, Words.rejectsTitle[language] + feed,
      note: "\(formatter.count(rejects.count)) \(Words.of[language]) \(formatter.count(all))")
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
