import Canvas
import Commerce

extension MonitorState {
  /// The title of a panel with the unit of time of its trend.
  func title(of panel: PanelDefinition) -> String {
    guard let part = panel.parts.first else { return panel.title[language] }
    let unit =
      switch scope.window(of: part).timeUnit {
      case "minute": Words.perMinute
      case "hour": Words.perHour
      default: Words.perDay
      }
    return panel.title[language].replacing("{time}", with: unit[language])
  }
}

extension Painter {
  mutating func draw(_ panel: PanelDefinition, in slot: ScreenLayout.Slot) {
    let answer = state.shown.answers[state.query(panel)]
    let rows = state.rows(of: panel)
    let title = state.title(of: panel)
    let room = slot.rect.columns - CellWidth.cells(title) - (slot.separatesRight ? 6 : 5)
    let inside = border(slot, title, note: note(of: panel, answer, rows: rows, room: room))
    guard let answer else {
      let text = state.snapshot.dataTime == nil ? Words.noData : Words.reading
      frame.put(text[language], in: inside, column: 1, style: .faint)
      return
    }
    if let refusal = answer.refusal {
      let lines = wordWrapped(refusal, cells: max(1, inside.columns - 2)).map {
        StyledLine($0, .faint)
      }
      frame.draw(TextPage(lines), in: inside)
      return
    }
    switch panel.kind {
    case .trend: drawTrend(panel, answer, in: inside)
    case .top: drawTop(panel, rows, in: inside, of: slot)
    case .map: drawMap(panel, rows, in: inside, of: slot)
    case .breakdown, .ages, .funnel, .keyFigures: drawBars(panel, rows, in: inside, of: slot)
    }
  }

  /// What the title line says at its right end, the most needed first, as much as finds room.
  private func note(
    of panel: PanelDefinition, _ answer: PanelAnswer?, rows: [PanelRow], room: Int
  ) -> String {
    guard let part = panel.parts.first, let answer else { return "" }
    var notes: [String] = []
    if state.isLoading {
      let share = state.loadedShare.map { " \(percent($0))" } ?? ""
      notes.append(Words.partial[language] + share)
    }
    if !state.scope.unusedChips(for: part.recordClass).isEmpty {
      notes.append(Words.notFiltered[language])
    }
    notes += kindNotes(of: panel, answer, rows: rows)
    notes.append(part.window == nil ? windowNote : state.scope.window(of: part).label)
    return notes.dropFirst().reduce(notes[0]) { text, note in
      CellWidth.cells(text) + 2 + CellWidth.cells(note) <= room ? "\(text)  \(note)" : text
    }
  }

  private func kindNotes(
    of panel: PanelDefinition, _ answer: PanelAnswer, rows: [PanelRow]
  ) -> [String] {
    guard let part = panel.parts.first else { return [] }
    switch panel.kind {
    case .top,
      .breakdown where answer.groupCount > rows.count:
      let count = formatter.count(answer.groupCount)
      let shown = "\(formatter.count(rows.count)) \(Words.of[language]) \(count)"
      return [shown] + (panel.columns.first?.unit.map { [$0] } ?? [])
    case .trend:
      guard let maximum = series(panel, answer)?.maximum else { return [] }
      return ["\(Words.max[language]) \(text(maximum, part.format))"]
    case .keyFigures, .breakdown, .map, .funnel, .ages: return []
    }
  }

  private var windowNote: String {
    state.windowShift > 0 ? "\(state.window.label) -\(state.windowShift)" : state.window.label
  }

  func text(_ value: Double, _ format: ValueFormat) -> String {
    formatter.text(.number(value), format)
  }

  private func series(_ panel: PanelDefinition, _ answer: PanelAnswer) -> TrendSeries? {
    guard let part = panel.parts.first, let measure = part.measures.first else { return nil }
    let window = state.scope.window(of: part)
    return TrendSeries(
      answer, unit: window.timeUnit, length: window.seconds, bounds: fixedBounds(window),
      until: state.isCurrent ? state.shown.dataTime : nil,
      isAdditive: measure.hasPrefix("count") || measure.hasPrefix("sum"))
  }

  /// The window where it does not end at the newest data; `nil` where it does.
  private func fixedBounds(_ window: WindowChoice) -> (from: Timestamp, to: Timestamp)? {
    let isRange = if case .range = window { true } else { false }
    return isRange || state.windowShift > 0 ? state.scope.bounds(of: window) : nil
  }

  private mutating func drawTrend(
    _ panel: PanelDefinition, _ answer: PanelAnswer, in rect: Rect
  ) {
    guard let series = series(panel, answer), let part = panel.parts.first else {
      frame.put(Words.noRecords[language], in: rect, column: 1, style: .faint)
      return
    }
    let widget = Trend(
      series.values, maximumText: text(series.maximum ?? 0, part.format),
      timeTexts: timeTexts(series))
    frame.draw(widget, in: rect)
  }

  /// The begin, the middle and the end of a trend.
  private func timeTexts(_ series: TrendSeries) -> [String] {
    let half = Int64(series.values.count / 2) * series.step
    let middle = Timestamp(seconds: series.start.seconds + half)
    let last = Timestamp(seconds: series.end.seconds - series.step)
    let times = series.values.count < 3 ? [series.start, last] : [series.start, middle, last]
    return times.map { time in
      if series.step >= 86_400 { return String(time.date.description.dropFirst(2)) }
      return formatter.short(time, on: last.date)
    }
  }

  private mutating func drawTop(
    _ panel: PanelDefinition, _ rows: [PanelRow], in rect: Rect, of slot: ScreenLayout.Slot
  ) {
    let order = state.sortColumn(of: panel)
    let largest = rows.compactMap { $0.values[safe: order]?.double }.max() ?? 0
    let showsTitles = state.showsTitles(slot.item, rows: rect.rows)
    let columns = topColumns(panel, rows, order: order, showsTitles: showsTitles)
    let contents = rows.map { row in
      TextTable.Row(
        [.text(marked(row.label, key: row.key))] + cells(row, panel)
          + [.bar(share(row.values[safe: order]?.double, of: largest))])
    }
    let visible = state.listRows(of: slot.item)
    let table = TextTable(
      columns: columns, rows: contents,
      firstRow: state.firstRow(of: slot.item, rows: visible, count: rows.count),
      selectedRow: selection(of: slot),
      order: TextTable.Order(
        column: order + 1,
        isDescending: state.screenState.panelStates[panel.id]?.isReversed != true),
      showsTitles: showsTitles, emptyText: Words.noRecords[language])
    frame.draw(table, in: rect)
  }

  /// The label, a column as wide as its widest value for each measure, the bar.
  private func topColumns(
    _ panel: PanelDefinition, _ rows: [PanelRow], order: Int, showsTitles: Bool
  ) -> [TextTable.Column] {
    var columns = [TextTable.Column("", minimum: 14, weight: 3)]
    for (index, column) in panel.columns.enumerated() {
      let title = column.unit.map { "\(column.title[language]) \($0)" } ?? column.title[language]
      let widest =
        rows.map { row in
          row.values[safe: index].map { CellWidth.cells(formatter.text($0, column.format)) } ?? 1
        }.max() ?? 1
      let titleCells = showsTitles ? CellWidth.cells(title) + 1 : 0
      columns.append(
        TextTable.Column(
          title, align: .right, minimum: max(5, widest, titleCells),
          priority: index == order ? 0 : index + 1))
    }
    return columns + [TextTable.Column("", minimum: 4, weight: 1, priority: 9)]
  }

  private func cells(_ row: PanelRow, _ panel: PanelDefinition) -> [TextTable.Content] {
    panel.columns.enumerated().map { index, column in
      guard let value = row.values[safe: index] else { return .text(formatter.absent) }
      let mark = row.estimates.contains(index) ? String(frame.glyphs.approximately) : ""
      return .text(mark + formatter.text(value, column.format))
    }
  }

  func marked(_ text: String, key: String) -> String {
    state.marks.contains(key) ? "* " + text : text
  }

  private func share(_ value: Double?, of largest: Double) -> Double {
    guard let value, largest > 0 else { return 0 }
    return value / largest
  }

  private mutating func drawBars(
    _ panel: PanelDefinition, _ rows: [PanelRow], in rect: Rect, of slot: ScreenLayout.Slot
  ) {
    guard !rows.isEmpty else {
      frame.put(Words.noRecords[language], in: rect, column: 1, style: .faint)
      return
    }
    let values = rows.map { $0.values.first?.double }
    let whole = whole(of: panel, values)
    let bars = rows.enumerated().map { index, row in
      BarList.Bar(
        row.label, value: values[index],
        text: barText(row, format: panel.parts[safe: index]?.format ?? panel.parts[0].format),
        note: barNote(values[index], of: whole))
    }
    let first = state.firstRow(of: slot.item, rows: rect.rows, count: rows.count)
    let widget = BarList(
      Array(bars.dropFirst(first)),
      maximum: panel.kind == .funnel ? whole : values.compactMap(\.self).max(),
      selectedBar: selection(of: slot).map { $0 - first })
    frame.draw(widget, in: rect)
  }

  /// What the shares are of: the first step of a funnel, all groups of a breakdown; `nil` where some
  /// groups are not there.
  private func whole(of panel: PanelDefinition, _ values: [Double?]) -> Double? {
    if panel.kind == .funnel { return values.first ?? nil }
    let answer = state.shown.answers[state.query(panel)]
    guard panel.kind == .breakdown, answer?.groupCount == values.count else { return nil }
    return values.compactMap(\.self).reduce(0, +)
  }

  /// The provinces in their places; the selected one is told in words too.
  private mutating func drawMap(
    _ panel: PanelDefinition, _ rows: [PanelRow], in rect: Rect, of slot: ScreenLayout.Slot
  ) {
    guard rect.rows >= ProvinceGrid.rows else { return drawBars(panel, rows, in: rect, of: slot) }
    var values: [Int: Double] = [:]
    for row in rows {
      if let code = Int(row.key), let value = row.values.first?.double { values[code] = value }
    }
    let format = panel.parts.first?.format ?? .count
    let selected = selection(of: slot).map { rows[$0] }
    let code = selected.flatMap { Int($0.key) }
    let legend = values.values.max().map { text($0, format) } ?? formatter.absent
    let chosen = selected.map { "  >\($0.label) \(barText($0, format: format))" } ?? ""
    let map = TileMap(
      ProvinceGrid.tiles(chineseLabels: language == .chinese) { values[$0] },
      maximumText: legend + chosen,
      selectedTile: ProvinceGrid.places.firstIndex { $0.code == code })
    frame.draw(map, in: rect)
  }

  private func barText(_ row: PanelRow, format: ValueFormat) -> String {
    row.values.first.map { formatter.text($0, format) } ?? formatter.absent
  }

  /// The share of the whole, or of the first step of a funnel.
  private func barNote(_ value: Double?, of whole: Double?) -> String {
    guard let value, let whole, whole > 0 else { return "" }
    return "\(Int((value / whole * 100).rounded()))%"
  }
}

extension Array {
  /// The element, or `nil` where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
