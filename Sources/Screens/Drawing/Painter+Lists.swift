import Canvas
import Commerce

extension Painter {
  /// A list of records: its title with how many there are, then the rows around the selected one.
  mutating func drawList(_ list: RecordListPage, in rect: Rect) {
    let total = list.page.map { formatter.count($0.total) } ?? formatter.absent
    let order =
      list.sort.map {
        "\(Words.orderedBy[language]) \(FieldWords.name(of: $0.field, in: language))"
      } ?? Words.newestFirst[language]
    let held = list.selectedKey == nil ? "" : "  \(Words.held[language])"
    let className =
      language == .chinese
      ? FieldWords.word(list.recordClass.name) ?? list.recordClass.plural : list.recordClass.plural
    let place =
      list.page.map {
        $0.total == 0 ? "0" : formatter.count(list.selected + 1)
      } ?? formatter.absent
    let border = PanelBorder(
      "\(className): \(list.title)",
      note: "\(place) \(Words.of[language]) \(total)  \(order)\(held)", isFocused: true)
    frame.draw(border, in: rect)
    let inside = border.content(of: rect)
    if let failure = list.failure {
      let lines = wordWrapped(failure, cells: max(1, inside.columns - 2)).map { StyledLine($0) }
      frame.draw(TextPage(lines), in: inside)
    } else if let page = list.page {
      frame.draw(table(list, page, rows: inside.rows - 1), in: inside)
    } else {
      frame.put(Words.waitingForAnswer[language], in: inside, column: 1, style: .faint)
    }
  }

  private func table(_ list: RecordListPage, _ page: RecordPage, rows visible: Int) -> TextTable {
    let fields = ListColumns.fields(of: list.recordClass)
    let words = ValueWords(language: language, labels: page.labels)
    let texts = page.rows.map { row in
      zip(fields, row.values).map { listText($1, field: $0, words) }
    }
    let columns = fields.enumerated().map { index, field in
      let shape = ListColumns.shape(of: field, in: list.recordClass)
      let title = FieldWords.name(of: field, in: language)
      // A number that is cut is wrong, and a key that is cut is useless.
      let keeps = shape.isNumber || index == 0
      let widest = keeps ? texts.map { CellWidth.cells($0[safe: index] ?? "") }.max() ?? 0 : 0
      return TextTable.Column(
        title, align: shape.isNumber ? .right : .left,
        minimum: max(shape.minimum, min(CellWidth.cells(title) + 1, 12), min(widest, 24)),
        weight: shape.weight, priority: index)
    }
    let rows = zip(page.rows, texts).map { row, texts in
      TextTable.Row(
        texts.enumerated().map { index, text in
          .text(index == 0 ? marked(text, key: row.reference.key) : text)
        })
    }
    let first = TextPage.firstLine(
      showing: list.selected,
      first: TextPage.firstLine(nearest: list.scroll, lines: page.total, rows: max(0, visible)),
      rows: max(0, visible))
    return TextTable(
      columns: columns, rows: rows, firstRow: max(0, first - page.offset),
      selectedRow: list.selected - page.offset,
      order: list.sort.flatMap { sort in
        fields.firstIndex(of: sort.field).map {
          TextTable.Order(column: $0, isDescending: sort.isDescending)
        }
      }, emptyText: Words.noRecords[language])
  }

  private func listText(_ value: FieldValue, field: String, _ words: ValueWords) -> String {
    switch value {
    case .text: words.text(value, of: field)
    case .time(let time): formatter.minute(time)
    case .money, .decimal, .integer, .number, .flag, .absent: formatter.plain(value)
    }
  }

  mutating func drawRecord(_ page: RecordDetailPage, in rect: Rect) {
    let name =
      language == .chinese
      ? FieldWords.word(page.recordClass.name) ?? page.recordClass.name : page.recordClass.name
    drawLines(
      "\(name) \(page.key)", waiting: page.failure ?? Words.waitingForAnswer[language], in: rect)
  }

  mutating func drawFeed(_ page: FeedPage, in rect: Rect) {
    drawLines(
      "\(FieldText.feed[language]) \(page.name)", waiting: Words.noFeeds[language], in: rect)
  }

  /// The lines of the innermost page, one of them selected.
  private mutating func drawLines(_ title: String, waiting: String, in rect: Rect) {
    let border = PanelBorder(title, isFocused: true)
    frame.draw(border, in: rect)
    let inside = border.content(of: rect)
    guard let page = state.linePage, !page.lines.isEmpty else {
      frame.put(waiting, in: inside, column: 1, style: .faint)
      return
    }
    let lines = page.lines
    let labelCells = min(
      max(12, lines.filter(\.isSelectable).map { CellWidth.cells($0.label) }.max() ?? 0),
      max(12, rect.columns / 3))
    let styled = lines.map { line($0, labelCells: labelCells) }
    frame.draw(
      TextPage(
        styled, firstLine: page.firstLine(rows: inside.rows), selectedLine: page.selected),
      in: inside)
  }

  private func line(_ line: DetailLine, labelCells: Int) -> StyledLine {
    guard line.isSelectable else { return StyledLine(line.label, Style(.sky, bold: true)) }
    let label = line.label.truncated(toCells: labelCells, glyphs: frame.glyphs)
    let gap = String(repeating: " ", count: max(0, labelCells - CellWidth.cells(label)) + 2)
    var styled = StyledLine("  " + label + gap, .faint)
    let style: Style =
      switch line.content {
      case .link: Style(.sky, underline: true)
      case .finding: Style(.orange)
      case .reject: Style(.vermilion)
      default: .plain
      }
    styled.append(line.text, style)
    if !line.note.isEmpty { styled.append("  " + line.note, .faint) }
    return styled
  }

  mutating func drawRaw(_ page: RawPage, in rect: Rect) {
    let border = PanelBorder("\(Words.rawRow[language]): \(page.title)", isFocused: true)
    frame.draw(border, in: rect)
    let inside = border.content(of: rect)
    let lines = state.rawLines(of: page, columns: rect.columns)
    guard !lines.isEmpty else {
      frame.put(
        page.failure ?? Words.waitingForAnswer[language], in: inside, column: 1, style: .faint)
      return
    }
    let first = TextPage.firstLine(nearest: page.scroll, lines: lines.count, rows: inside.rows)
    frame.draw(TextPage(lines, firstLine: first), in: inside)
  }
}
