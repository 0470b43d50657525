import Canvas

extension Painter {
  mutating func drawOverlay() {
    switch state.overlay {
    case .help(let help): drawHelp(help)
    case .input(let input): drawInput(input)
    case .chips(let selected): drawChips(selected)
    case .sortMenu(let selected): drawSortMenu(selected)
    case nil: break
    }
  }

  private mutating func drawInput(_ input: InputState) {
    let prompt =
      switch input.purpose {
      case .search: Words.searchPrompt
      case .filter, .editChip: Words.filterPrompt
      case .command: Words.commandPrompt
      case .range: Words.rangePrompt
      case .exportPath: Words.exportPrompt
      }
    frame.draw(
      InputLine(
        prompt[language], text: input.text, cursor: input.cursor, note: inputNote(input)),
      in: layout.hints)
    let width = max(1, layout.hints.columns)
    let lines = input.mistake.flatMap { line in
      // A caret line must stay under its text.
      CellWidth.cells(line) <= width ? [line] : wrapped(line, cells: width)
    }
    let shown = lines.suffix(max(0, layout.hints.row - 1))
    for (index, line) in shown.enumerated() {
      frame.put(
        line, row: layout.hints.row - shown.count + index, column: 0, columns: width,
        style: Style(.orange, reverse: true))
    }
  }

  /// How many rows match what is typed.
  private func inputNote(_ input: InputState) -> String {
    guard input.purpose == .search, !input.text.isEmpty, let search = state.search else {
      return ""
    }
    guard let result = search.result else { return Words.searching[language] }
    return result.hits == 0
      ? Words.noMatch[language] : "\(formatter.count(result.hits)) \(Words.hits[language])"
  }

  private mutating func drawChips(_ selected: Int) {
    let lines = state.chips.map { chip in
      StyledLine(chip.label == chip.text ? chip.text : "\(chip.label)  \(chip.text)")
    }
    let page = TextPage(lines, selectedLine: selected)
    frame.draw(
      Dialog(Words.chipsTitle[language], note: Words.chipsKeys[language], page: page),
      in: frame.bounds)
  }

  private mutating func drawSortMenu(_ selected: Int) {
    let titles = state.sortTitles.map { StyledLine($0) }
    let rows = max(1, state.size.rows - 2)
    let page = TextPage(
      titles, firstLine: TextPage.firstLine(showing: selected, first: 0, rows: rows),
      selectedLine: selected)
    frame.draw(Dialog(Words.sortTitle[language], page: page), in: frame.bounds)
  }

  private mutating func drawHelp(_ help: HelpState) {
    let lines = state.helpLines(matching: help.search)
    let rows = max(1, state.size.rows - 2)
    let first = TextPage.firstLine(nearest: help.scroll, lines: lines.count, rows: rows)
    let note =
      help.isSearching || !help.search.isEmpty
      ? "/\(help.search)" : Words.helpKeys[language]
    let place = "\(min(lines.count, first + rows))/\(lines.count)"
    let dialog = Dialog(
      "\(Words.helpTitle[language])  \(place)", note: note,
      page: TextPage(lines, firstLine: first))
    frame.draw(dialog, in: frame.bounds)
  }
}
