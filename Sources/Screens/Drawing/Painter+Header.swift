import Canvas
import Commerce

extension Painter {
  /// The first line: where we are, whether records arrive, which window, which filters, the clock.
  mutating func drawHeader() {
    let line = layout.header
    let clock = formatter.clock(state.now)
    var segments: [Segment] = [
      Segment(text: StyledLine("tradewatch", .bold), keep: 1), Segment(text: place, keep: 9),
      Segment(text: flow, keep: 8), Segment(text: StyledLine(lag), keep: 7),
      Segment(text: StyledLine(age), keep: 4),
      Segment(text: StyledLine("\(Words.win[language]) \(windowLabel)"), keep: 5),
      Segment(text: filters, keep: state.chips.isEmpty ? 0 : 6),
      Segment(text: StyledLine(clock), keep: 2, isRight: true),
      Segment(text: StyledLine("? \(helpWord)", .bold), keep: 3, isRight: true),
    ]
    let room = line.columns - 2
    while segments.reduce(-2, { $0 + $1.text.cells + 2 }) > room, segments.count > 2,
      let least = segments.indices.min(by: { segments[$0].keep < segments[$1].keep })
    {
      segments.remove(at: least)
    }
    let spare = max(0, room - segments.reduce(-2) { $0 + $1.text.cells + 2 })
    var column = 1
    let firstRight = segments.firstIndex(where: \.isRight)
    for (index, segment) in segments.enumerated() {
      if index == firstRight { column += spare }
      frame.put(segment.text, in: line, column: column)
      column += segment.text.cells + 2
    }
  }

  /// A part of the header; those with the least `keep` give way first.
  private struct Segment {
    var text: StyledLine
    var keep: Int
    var isRight = false
  }

  private var helpWord: String {
    KeyMap.binding(named: "help")?.hint[language] ?? ""
  }

  /// `4 Orders > 深圳市华强… > PO0001`.
  private var place: StyledLine {
    let crumbs = state.breadcrumb
    let limit = max(10, state.size.columns / 3 / crumbs.count)
    let texts = crumbs.map { $0.truncated(toCells: limit, glyphs: frame.glyphs) }
    return StyledLine(
      "\(state.screen.digit) \(texts.joined(separator: " > "))", Style(.sky, bold: true))
  }

  /// Whether records arrive, and how fast.
  private var flow: StyledLine {
    let rate = "\(formatter.count(state.snapshot.flow.recordsPerSecond))/s"
    if state.frozen != nil {
      return StyledLine("\(Words.frozen[language]) \(rate)", Style(.yellow, reverse: true))
    }
    if state.isLoading {
      let share = state.loadedShare.map { " \(percent($0))" } ?? ""
      return StyledLine("\(Words.loading[language])\(share) \(rate)", Style(.yellow))
    }
    let isIdle = state.snapshot.flow.recordsPerSecond < 0.05
    let states = state.snapshot.feeds.map(\.status.state)
    if isIdle, !states.isEmpty, states.allSatisfy({ $0 == .ended }) {
      return StyledLine(Words.ended[language])
    }
    if isIdle, !states.isEmpty, states.allSatisfy(\.isWithoutSource) {
      return StyledLine(Words.waiting[language], Style(.yellow))
    }
    return isIdle
      ? StyledLine(Words.idle[language], Style(.yellow))
      : StyledLine("\(Words.live[language]) \(rate)", Style(.sky, bold: true))
  }

  /// Records that are there and not yet counted, and for how long they have been.
  private var lag: String {
    let flow = state.snapshot.flow
    let seconds = flow.lagSeconds >= 1 ? " \(formatter.age(seconds: Int64(flow.lagSeconds)))" : ""
    return "\(Words.lag[language]) \(formatter.count(flow.lagRecords))\(seconds)"
  }

  private var age: String {
    guard let last = state.snapshot.flow.lastArrival else {
      return "\(Words.last[language]) \(formatter.absent)"
    }
    let seconds = max(0, state.now.seconds - last.seconds)
    return "\(Words.last[language]) \(formatter.age(seconds: seconds))"
  }

  private var windowLabel: String {
    state.windowShift > 0 ? "\(state.window.label) -\(state.windowShift)" : state.window.label
  }

  private var filters: StyledLine {
    let labels = state.chips.map(\.label).joined(separator: ", ")
    let text = labels.isEmpty ? formatter.absent : labels
    let limit = max(8, state.size.columns / 4)
    return StyledLine(
      "\(Words.filter[language]) \(text.truncated(toCells: limit, glyphs: frame.glyphs))",
      state.chips.isEmpty ? .plain : Style(.orange))
  }

  func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down)))%" }

  /// The key figures of the page, and how many alerts there are.
  mutating func drawFigures() {
    guard layout.figures.rows > 0 else { return }
    let selected =
      state.focus == .figures && state.pages.isEmpty
      ? state.selectedIndex(of: .figures) : nil
    var figures = figureRows.enumerated().map { index, figure in
      index == selected ? highlighted(figure) : figure
    }
    let alerts = alertFigure
    figures.append(selected == figures.count ? highlighted(alerts) : alerts)
    if state.isCompact {
      // One line each; what finds no line gives way rather than become unreadable.
      figures = Array(figures.prefix(layout.figures.rows))
    }
    frame.draw(KeyFigures(figures), in: layout.figures)
  }

  private func highlighted(_ figure: KeyFigures.Figure) -> KeyFigures.Figure {
    var line = figure.value
    for index in line.runs.indices { line.runs[index].style.isReverse = true }
    return KeyFigures.Figure(">" + figure.label, value: line)
  }

  private var figureRows: [KeyFigures.Figure] {
    guard let panel = state.figuresPanel else { return [] }
    return zip(panel.parts, state.rows(of: panel)).map { part, row in
      let value = row.values.first ?? .absent
      let mark = row.estimates.isEmpty ? "" : String(frame.glyphs.approximately)
      var line = StyledLine(mark + formatter.text(value, part.format), .bold)
      if let change = row.change { line.append(" " + formatter.change(change)) }
      return KeyFigures.Figure(row.label, value: line)
    }
  }

  private var alertFigure: KeyFigures.Figure {
    let gravest = state.gravest
    let count = state.raisedAlerts.count
    let text = count == 0 ? gravest.word : "\(count) \(gravest.word)"
    return KeyFigures.Figure(Words.alerts[language], value: StyledLine(text, style(of: gravest)))
  }

  func style(of level: AlertLevel) -> Style {
    switch level {
    case .ok: Style.plain
    case .warning: Style(.orange, bold: true)
    case .critical: Style(.vermilion, bold: true, reverse: true)
    }
  }
}

extension MonitorState {
  /// The gravest level among the alerts that are not acknowledged.
  var gravest: AlertLevel {
    raisedAlerts.filter { !$0.isAcknowledged }.map(\.level).max() ?? .ok
  }

  /// Whether some feed is being read for the first time.
  var isLoading: Bool { snapshot.feeds.contains { $0.status.state == .loading } }

  /// Whether the newest data is of now: a trend then shows that nothing came lately.
  var isCurrent: Bool {
    guard windowShift == 0, let dataTime = shown.dataTime else { return false }
    return shown.now.seconds - dataTime.seconds < 120
  }

  /// How much of the feeds was read, 0–1; `nil` when they are at their ends, or of unknown size.
  var loadedShare: Double? {
    guard isLoading else { return nil }
    let known = snapshot.feeds.map(\.status).filter { $0.bytesTotal != nil }
    let total = known.reduce(0) { $0 + ($1.bytesTotal ?? 0) }
    guard total > 0 else { return nil }
    return min(1, Double(known.reduce(0) { $0 + $1.bytesRead }) / Double(total))
  }
}
