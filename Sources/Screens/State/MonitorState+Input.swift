import Canvas
import Commerce

extension MonitorState {
  /// Takes a key into the line that is being typed.
  mutating func take(_ key: Key, _ input: InputState) -> [Effect] {
    var input = input
    switch key {
    case .enter: return finish(input)
    case .escape:
      overlay = nil
      guard input.purpose == .search else { return [] }
      if let search, search.result == nil, !isExporting, let stopped = stopWork() { return stopped }
      search = nil
      return []
    case .tab:
      if input.purpose == .command { complete(&input) }
    case .backspace where input.text.isEmpty:
      overlay = nil
      if input.purpose == .search { search = nil }
      return []
    case .character(let character): input.insert(character)
    case .paste(let text):
      for character in text where !character.isNewline { input.insert(character) }
    default: input.edit(key)
    }
    let hasChanged: Bool
    if case .input(let former)? = overlay {
      hasChanged = former.text != input.text
    } else {
      hasChanged = true
    }
    if hasChanged, key != .tab { input.mistake = [] }
    overlay = .input(input)
    return hasChanged && input.purpose == .search ? searchFor(input.text) : []
  }

  /// Takes the whole line; it stays open with what is wrong where it cannot be understood.
  private mutating func finish(_ input: InputState) -> [Effect] {
    overlay = nil
    var effects: [Effect] = []
    var mistake: [String]?
    switch input.purpose {
    case .search:
      if search != nil { confirmSearch() }
    case .filter:
      if !trimmed(input.text).isEmpty { mistake = addFilter(input.text) }
    case .editChip(let index):
      if trimmed(input.text).isEmpty {
        if chips.indices.contains(index) { chips.remove(at: index) }
      } else {
        mistake = addFilter(input.text, replacing: index)
      }
    case .range:
      if let range = WindowChoice(range: input.text) {
        setWindow(range)
      } else {
        mistake = ["\(Words.expectedWord[language]) \(Words.rangeForm[language])"]
      }
    case .exportPath: (effects, mistake) = export(to: trimmed(input.text))
    case .command: (effects, mistake) = run(command: trimmed(input.text))
    }
    if let mistake {
      var input = input
      input.mistake = mistake
      overlay = .input(input)
    }
    return effects
  }

  private func complete(_ input: inout InputState) {
    let candidates = commandNames.filter { $0.hasPrefix(input.text) }
    guard var common = candidates.first else {
      input.mistake = [Words.noSuchCommand[language]]
      return
    }
    for candidate in candidates { common = common.commonPrefix(with: candidate) }
    input.text = candidates.count == 1 ? common + " " : common
    input.cursor = input.text.count
    input.mistake = candidates.count == 1 ? [] : [candidates.joined(separator: "  ")]
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

extension InputState {
  /// Puts a character in before the cursor.
  mutating func insert(_ character: Character) {
    let place = text.index(text.startIndex, offsetBy: min(cursor, text.count))
    text.insert(character, at: place)
    cursor = min(cursor, text.count - 1) + 1
  }

  /// Moves the cursor or takes characters away.
  mutating func edit(_ key: Key) {
    switch key {
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace: remove(before: cursor)
    case .delete: remove(before: cursor < text.count ? cursor + 1 : 0)
    case .control("u"):
      text = String(text.dropFirst(cursor))
      cursor = 0
    case .control("w"):
      let head = text.prefix(cursor)
      let kept = head.dropLast(while: \.isWhitespace).dropLast(while: { !$0.isWhitespace })
      text = String(kept + text.dropFirst(cursor))
      cursor = kept.count
    default: break
    }
  }

  private mutating func remove(before index: Int) {
    guard index > 0, index <= text.count else { return }
    text.remove(at: text.index(text.startIndex, offsetBy: index - 1))
    cursor = min(index - 1, text.count)
  }
}

extension Substring {
  /// Without the characters at the end for which the condition holds.
  fileprivate func dropLast(while condition: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, condition(last) { rest.removeLast() }
    return rest
  }
}
