import Canvas

extension MonitorState {
  /// Takes a key: what lies on top has it first.
  mutating func take(_ key: Key) -> [Effect] {
    status = nil
    if key == .control("c") { return interrupt() }
    if key == .control("z") { return [.suspend] }
    if key == .control("l") { return [.redraw] }
    switch overlay {
    case .help(let help): return take(key, help)
    case .input(let input): return take(key, input)
    case .chips(let selected): return takeInChips(key, selected: selected)
    case .sortMenu(let selected): return takeInSortMenu(key, selected: selected)
    case nil: break
    }
    if case .mouse(let position, let action) = key { return takeMouse(position, action) }
    switch key {
    case .resize, .paste: return []
    default: break
    }
    guard let binding = KeyMap.binding(of: key, in: context) else {
      say("\(key.name) \(Words.unknownKey[language])")
      return []
    }
    guard binding.contexts.contains(context) else {
      let places = KeyContext.allCases.filter(binding.contexts.contains)
        .map { $0.title[language] }.joined(separator: ", ")
      say("\(key.name) \(Words.worksIn[language]) \(places)")
      return []
    }
    return perform(binding.action)
  }

  /// Does what a key or a command says.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .up, .down, .left, .right, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .first, .last:
      return move(action)
    case .screen, .back, .quitOrBack, .nextPanel, .previousPanel, .maximise, .open:
      return navigate(action)
    case .search, .nextHit, .previousHit, .nextProblem, .previousProblem:
      return find(action)
    case .addFilter, .editFilters, .cycleWindow, .windowBack, .windowForward, .windowRange:
      return narrow(action)
    case .previousSortColumn, .nextSortColumn, .reverseSort, .sortMenu:
      return sort(action)
    case .export, .copy, .mark:
      return give(action)
    case .freeze, .follow, .theme, .mouse, .language, .acknowledge:
      return set(action)
    case .help:
      overlay = .help(HelpState())
      return []
    case .commandLine:
      overlay = .input(InputState(purpose: .command))
      return []
    case .quit: return [.quit(status: 0)]
    case .interrupt: return interrupt()
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    }
  }

  /// Stops what is running; quits as interrupted where nothing is.
  private mutating func interrupt() -> [Effect] {
    stopWork() ?? [.quit(status: 130)]
  }

  /// Has the search or export given up that is running; `nil` where none is.
  mutating func stopWork() -> [Effect]? {
    let isSearching = search.map { $0.result == nil } ?? false
    guard isSearching || isExporting else { return nil }
    search = nil
    isExporting = false
    say(Words.stopped)
    return [.cancel]
  }

  /// The switches.
  private mutating func set(_ action: Action) -> [Effect] {
    switch action {
    case .freeze:
      frozen = frozen == nil ? snapshot : nil
      // What is looked at for long is to be in its order, not in one held for a moment.
      heldOrders = [:]
      say(frozen == nil ? Words.thawed : Words.frozenNow)
    case .follow:
      tail.isFollowing = true
      tail.selected = nil
    case .theme:
      isColoured.toggle()
      say(isColoured ? Words.colourOn : Words.colourOff)
      return [.setColour(isColoured)]
    case .mouse:
      isMouseOn.toggle()
      say(isMouseOn ? Words.mouseOn : Words.mouseOff)
      return [.setMouse(isMouseOn)]
    case .language:
      language = language == .english ? .chinese : .english
    case .acknowledge: acknowledgeSelected()
    default: break
    }
    return []
  }
}
