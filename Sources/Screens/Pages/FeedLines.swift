import Canvas
import Commerce

extension MonitorState {
  /// The lines of a feed's page: how it is doing, how fast, how far behind, what became of its rows,
  /// and its newest rejected rows.
  func feedLines(of page: FeedPage) -> [DetailLine] {
    guard let reading = shown.feeds.first(where: { $0.status.name == page.name }) else {
      return []
    }
    return stateFacts(reading) + flowFacts(reading) + rowFacts(reading) + sourceFacts(reading)
      + rejectLines(reading)
  }

  private func heading(_ text: LocalText) -> DetailLine {
    DetailLine(content: .heading, label: text[language], text: "")
  }

  private func fact(_ label: LocalText, _ text: String, note: String = "") -> DetailLine {
    DetailLine(content: .fact, label: label[language], text: text, note: note)
  }

  private func stateFacts(_ reading: FeedReading) -> [DetailLine] {
    let status = reading.status
    let reason = FeedWords.reason(of: status.state)
    var lines = [fact(FieldText.state, feedCondition(of: reading).word[language], note: reason)]
    if let notice = status.notice { lines.append(fact(FieldText.notice, notice)) }
    let classes = status.classes.map { recordClass in
      language == .chinese
        ? FieldWords.word(recordClass.name) ?? recordClass.name : recordClass.name
    }
    lines.append(fact(FieldText.recordClass, classes.joined(separator: ", ")))
    return lines
  }

  private func flowFacts(_ reading: FeedReading) -> [DetailLine] {
    let status = reading.status
    let usual = reading.usualRate.map { "\(FieldText.usual[language]) \(formatter.short($0))/s" }
    let line = Sparkline.text(reading.lastMinute.map(Double.init), columns: 20, glyphs: glyphs)
    let age = status.lastArrival.map { time in
      let age = formatter.age(seconds: max(0, now.seconds - time.seconds))
      return ("\(formatter.second(time))", age)
    }
    return [
      heading(FieldText.flow),
      fact(
        FieldText.rate, "\(formatter.short(reading.rowsPerSecond.rounded()))/s",
        note: usual ?? ""),
      fact(FieldText.lastMinute, line),
      fact(FieldText.last, age?.0 ?? formatter.absent, note: age?.1 ?? ""),
      fact(FieldText.lag, lagText(reading)),
      fact(FieldText.eventTime, eventText(reading), note: skewNote(reading)),
    ]
  }

  /// `1.2 MB, ~4,711 records, 3 s`.
  func lagText(_ reading: FeedReading) -> String {
    let backlog = reading.status.backlog
    guard backlog > 0 else { return "0" }
    var parts = [formatter.bytes(backlog)]
    parts.append(
      "\(glyphs.approximately)\(formatter.count(reading.lagRecords)) \(Words.records[language])")
    if let seconds = reading.lagSeconds {
      parts.append("\(formatter.count(seconds.rounded(.up))) s")
    }
    return parts.joined(separator: ", ")
  }

  private func eventText(_ reading: FeedReading) -> String {
    reading.eventTime.map { formatter.second($0) } ?? formatter.absent
  }

  /// How far the newest event time is from the clock: `<10s behind`, `2h AHEAD of the clock`.
  func skewNote(_ reading: FeedReading) -> String {
    guard let ahead = reading.secondsAhead else { return "" }
    let age = formatter.age(seconds: Int64(abs(ahead)))
    if ahead >= 1 { return "\(age) \(Words.aheadOfClock[language])" }
    return "\(age) \(Words.behindClock[language])"
  }

  private func rowFacts(_ reading: FeedReading) -> [DetailLine] {
    let status = reading.status
    let shares: [(LocalText, Int)] = [
      (FieldText.accepted, status.accepted), (FieldText.flagged, status.flagged),
      (FieldText.rejected, status.rejected), (FieldText.duplicates, status.duplicates),
      (FieldText.conflicts, status.conflicts), (FieldText.amendments, status.amendments),
    ]
    let counts = shares.map { title, count in
      fact(
        title, formatter.count(count),
        note: status.read > 0 && count > 0
          ? formatter.percent(Double(count) / Double(status.read)) : "")
    }
    let drift = status.unknownColumns.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      .map { name, count in
        DetailLine(
          content: .fact, label: Words.unknownColumns[language], text: name,
          note: formatter.percent(Double(count) / Double(max(1, status.read))))
      }
    return [heading(FieldText.rows), fact(FieldText.read, formatter.count(status.read))] + counts
      + drift
  }

  private func sourceFacts(_ reading: FeedReading) -> [DetailLine] {
    let status = reading.status
    let total = status.bytesTotal.map { " \(Words.of[language]) \(formatter.bytes($0))" } ?? ""
    var lines = [
      heading(FieldText.source),
      fact(FieldText.bytes, formatter.bytes(status.bytesRead) + total),
    ]
    if let connections = status.connections {
      lines.append(
        fact(
          FieldText.senders, formatter.count(connections),
          note: "\(formatter.count(status.connectionsMade)) \(FieldText.ever[language])"))
    }
    let turn = status.lastTurn.map { formatter.second($0) } ?? ""
    if status.rotations > 0 {
      lines.append(fact(FieldText.rotations, formatter.count(status.rotations), note: turn))
    }
    if status.truncations > 0 {
      lines.append(fact(FieldText.truncations, formatter.count(status.truncations), note: turn))
    }
    return lines + [fact(FieldText.quarantine, quarantineText)]
  }

  /// Where rejected rows are, and how many; or why they are not.
  var quarantineText: String {
    guard let quarantine = shown.quarantine else { return Words.notOnDisk[language] }
    var parts: [String] = []
    if let library = quarantine.library {
      let rows = "\(formatter.count(quarantine.kept)) \(Words.keptIn[language]) \(library)"
      parts.append(rows)
    }
    if quarantine.notKept > 0 {
      parts.append("\(formatter.count(quarantine.notKept)) \(Words.notKept[language])")
    }
    if let notice = quarantine.notice { parts.append(notice) }
    return parts.isEmpty ? Words.noRejects[language] : parts.joined(separator: "; ")
  }

  private func rejectLines(_ reading: FeedReading) -> [DetailLine] {
    let reasons = reading.reasons.map {
      DetailLine(
        content: .finding, label: $0.rule.id, text: formatter.count($0.count),
        note: $0.rule.summary)
    }
    let rejects = reading.rejects.enumerated().map { index, reject in
      DetailLine(
        content: .reject(index),
        label: "\(Words.line[language]) \(formatter.count(reject.finding.place.line))",
        text: reason(of: reject.finding), note: reject.raw)
    }
    return [heading(Words.rejectsTitle)] + reasons + rejects
  }
}
