import Canvas

extension MonitorState {
  /// Everything that the command line knows.
  var commandNames: [String] {
    (KeyMap.bindings.map(\.name) + MonitorState.commandsWithArgument).sorted()
  }

  private static let commandsWithArgument = ["glyphs", "set-language"]

  /// Does what a command says: a name, perhaps with an argument.
  ///
  /// - Returns: what is to be done, and what is wrong with the command; `nil` for nothing.
  mutating func run(command: String) -> ([Effect], mistake: [String]?) {
    let name = String(command.prefix { $0 != " " })
    let argument = trimmed(command.dropFirst(name.count))
    guard !name.isEmpty else { return ([], nil) }
    if !argument.isEmpty, let done = run(name, argument) { return done }
    guard let binding = KeyMap.binding(named: name) else {
      let near = nearest(to: name)
      let help = near.map { "; \(Words.nearest[language]) '\($0)'" } ?? ""
      return ([], ["\(Words.noSuchCommand[language]): \(name)\(help)"])
    }
    guard binding.contexts.contains(context) else {
      let places = KeyContext.allCases.filter(binding.contexts.contains)
        .map { $0.title[language] }.joined(separator: ", ")
      return ([], ["\(name): \(Words.worksIn[language]) \(places)"])
    }
    return (perform(binding.action), nil)
  }

  /// Does a command with its argument; `nil` where it takes none.
  private mutating func run(_ name: String, _ argument: String) -> ([Effect], mistake: [String]?)? {
    switch name {
    case "add-filter": return ([], addFilter(argument))
    case "window":
      guard let choice = WindowChoice(named: argument) else {
        let names = WindowChoice.cycle.map { $0.name ?? "all" }.joined(separator: ", ")
        return ([], ["\(Words.expectedWord[language]) \(names)"])
      }
      setWindow(choice)
    case "range":
      guard let range = WindowChoice(range: argument) else {
        return ([], ["\(Words.expectedWord[language]) \(Words.rangeForm[language])"])
      }
      setWindow(range)
    case "export":
      let (effects, mistake) = export(to: argument)
      return (effects, mistake)
    case "search":
      let effects = searchFor(argument)
      if search?.result != nil { confirmSearch() } else { search?.isConfirmed = true }
      return (effects, nil)
    case "sort":
      guard let column = sortTitles.firstIndex(of: argument) else {
        return (
          [], ["\(Words.expectedWord[language]) \(sortTitles.joined(separator: ", "))"]
        )
      }
      setSort(column: column)
    case "set-language":
      guard let choice = Language(rawValue: argument) else {
        return ([], ["\(Words.expectedWord[language]) en, zh"])
      }
      language = choice
    case "glyphs":
      guard let level = GlyphLevel.allCases.first(where: { "\($0)" == argument }) else {
        return ([], ["\(Words.expectedWord[language]) ascii, block, braille"])
      }
      glyphs = level
    default: return nil
    }
    return ([], nil)
  }

  /// The command that shares the longest beginning, then has the nearest length.
  private func nearest(to name: String) -> String? {
    let scored = commandNames.map { candidate in
      (name: candidate, shared: zip(candidate, name).prefix { $0 == $1 }.count)
    }
    let best = scored.max {
      ($0.shared, -abs($0.name.count - name.count)) < ($1.shared, -abs($1.name.count - name.count))
    }
    return best.flatMap { $0.shared > 0 ? $0.name : nil }
  }
}
