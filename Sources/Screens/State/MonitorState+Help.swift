import Canvas

extension MonitorState {
  /// The lines of the help: the keys of the place with the focus, those of everywhere, the legend.
  ///
  /// With a search, only the lines that hold it and their headings.
  func helpLines(matching search: String) -> [StyledLine] {
    let context = context
    let here = KeyMap.bindings.filter {
      $0.contexts.contains(context) && $0.contexts.count < KeyContext.allCases.count
    }
    let everywhere = KeyMap.bindings.filter { $0.contexts.count == KeyContext.allCases.count }
    let sections: [(String, [(String, String)])] = [
      (
        "\(Words.helpHere[language]): \(context.title[language])",
        here.map { ($0.keyNames, $0.help[language]) }
      ),
      (Words.helpEverywhere[language], everywhere.map { ($0.keyNames, $0.help[language]) }),
      (Words.helpSigns[language], Legend.lines(glyphs, language)),
    ]
    let needle = search.lowercased()
    return sections.flatMap { title, entries -> [StyledLine] in
      let found = entries.filter {
        needle.isEmpty || "\($0.0) \($0.1)".lowercased().contains(needle)
      }
      guard !found.isEmpty else { return [] }
      return [StyledLine(title, Style(.sky, bold: true))] + found.flatMap { helpEntry($0.0, $0.1) }
    }
  }

  /// The keys before their meaning; below each other where there is little room.
  private func helpEntry(_ keys: String, _ text: String) -> [StyledLine] {
    let room = max(10, size.columns - 5)
    let keyCells = room >= 60 ? 16 : 10
    let pad = String(repeating: " ", count: max(1, keyCells - CellWidth.cells(keys)))
    let lines = wordWrapped(text, cells: max(8, room - keyCells))
    let gap = String(repeating: " ", count: keyCells)
    return lines.enumerated().map { index, line in
      var styled = index == 0 ? StyledLine(keys + pad, .bold) : StyledLine(gap)
      styled.append(line)
      return styled
    }
  }

  /// Takes a key into the help.
  mutating func take(_ key: Key, _ help: HelpState) -> [Effect] {
    var help = help
    if help.isSearching {
      switch key {
      case .enter: help.isSearching = false
      case .escape:
        help.isSearching = false
        help.search = ""
      case .backspace: help.search = String(help.search.dropLast())
      case .character(let character): help.search.append(character)
      default: break
      }
      help.scroll = 0
      overlay = .help(help)
      return []
    }
    let rows = max(1, size.rows - 2)
    let count = helpLines(matching: help.search).count
    switch key {
    case .escape where !help.search.isEmpty: help.search = ""
    case .escape, .character("q"), .character("?"), .function(1), .backspace:
      overlay = nil
      return []
    case .character("Q"): return [.quit(status: 0)]
    case .character("/"):
      help.isSearching = true
      help.search = ""
    default:
      if let action = KeyMap.binding(of: key, in: context)?.action {
        help.scroll += step(action, page: rows, count: count, at: help.scroll)
      }
    }
    help.scroll = TextPage.firstLine(nearest: help.scroll, lines: count, rows: rows)
    overlay = .help(help)
    return []
  }
}
