import Canvas
import Commerce
import Library

extension MonitorState {
  /// Filters and the window of time.
  mutating func narrow(_ action: Action) -> [Effect] {
    switch action {
    case .addFilter: overlay = .input(InputState(purpose: .filter))
    case .editFilters:
      if chips.isEmpty { say(Words.noFilters) } else { overlay = .chips(selected: 0) }
    case .cycleWindow:
      let next = WindowChoice.cycle.firstIndex(of: window).map { $0 + 1 } ?? 0
      setWindow(WindowChoice.cycle[next % WindowChoice.cycle.count])
    case .windowBack, .windowForward: shiftWindow(by: action == .windowBack ? 1 : -1)
    case .windowRange: overlay = .input(InputState(purpose: .range))
    default: break
    }
    return []
  }

  mutating func setWindow(_ choice: WindowChoice) {
    window = choice
    windowShift = 0
  }

  private mutating func shiftWindow(by step: Int) {
    guard window.seconds != nil else { return say(Words.noShift) }
    let isRange = if case .range = window { true } else { false }
    guard isRange || windowShift + step >= 0 else { return say(Words.newestAlready) }
    if windowShift == 0 { windowAnchor = shown.dataTime }
    windowShift += step
  }

  /// The class whose fields a filter is expected to name.
  var filterClass: RecordClass {
    if let list = listPage { return list.recordClass }
    if case .record(let page)? = pages.last { return page.recordClass }
    if case .panel(let id) = focus, let part = panel(id)?.parts.first { return part.recordClass }
    return screen.recordClass ?? .order
  }

  /// Takes a filter that was typed; `nil` where it is right, else what is wrong with it.
  mutating func addFilter(_ text: String, replacing index: Int? = nil) -> [String]? {
    let text = trimmed(text)
    let classes = [filterClass] + RecordClass.principal
    guard classes.contains(where: { Chip(text: text).applies(to: $0) }) else {
      return mistake(in: text)
    }
    if let index, chips.indices.contains(index) {
      chips[index] = Chip(text: text, page: chips[index].page)
    } else {
      chips.append(Chip(text: text))
    }
    say("\(Words.filterAdded[language]): \(text)")
    return nil
  }

  /// The message, then the text with a caret under the wrong word, and the nearest right one.
  private func mistake(in text: String) -> [String] {
    do {
      _ = try Filter(text, for: filterClass)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  mutating func takeInChips(_ key: Key, selected: Int) -> [Effect] {
    var selected = selected
    switch key {
    case .escape, .character("q"), .character("F"), .backspace:
      overlay = nil
      return []
    case .up, .character("k"): selected = max(0, selected - 1)
    case .down, .character("j"): selected = min(chips.count - 1, selected + 1)
    case .character("d"), .character("x"), .delete:
      if chips.indices.contains(selected) { chips.remove(at: selected) }
      say(Words.filterRemoved)
      selected = max(0, min(selected, chips.count - 1))
    case .character("D"):
      chips = []
      say(Words.filterRemoved)
    case .character("&"):
      overlay = .input(InputState(purpose: .filter))
      return []
    case .enter:
      guard chips.indices.contains(selected) else { break }
      overlay = .input(InputState(purpose: .editChip(selected), text: chips[selected].text))
      return []
    default: break
    }
    overlay = chips.isEmpty ? nil : .chips(selected: selected)
    return []
  }
}
