import CNCurses
public import Canvas

/// What ncurses read: a code point, or one of its key codes.
enum RawKey {
  case scalar(Unicode.Scalar)
  case code(Int32)
}

extension CursesTerminal {
  /// The next key that waits; `nil` for none.
  ///
  /// Sequences that we do not know are swallowed, so that no part of them is taken for a command.
  /// A lone Escape is told from the start of a sequence by 25 ms of silence.
  public mutating func nextKey() -> Key? {
    while let raw = nextRaw() {
      if let key = key(for: raw) { return key }
    }
    return nil
  }

  private mutating func key(for raw: RawKey) -> Key? {
    if pasted != nil { return paste(raw) }
    switch raw {
    case .scalar("\u{1B}"): return escape()
    case .scalar(let scalar): return scalarKeys(scalar)
    case .code(KEY_MOUSE): return mouse()
    case .code(Reply.pasteStart):
      pasted = ""
      return nil
    case .code(Reply.wideBlock):
      glyphs = .ascii
      return .resize
    case .code(let code): return codeKeys[code] ?? functionKey(code)
    }
  }

  private mutating func nextRaw() -> RawKey? {
    if !unread.isEmpty { return unread.removeFirst() }
    while true {
      let value = wgetch(window)
      guard value >= 0 else { return nil }
      if value > 0xFF { return .code(value) }
      if let scalar = typed.add(UInt8(value)) { return .scalar(scalar) }
    }
  }

  /// Escape, unless an unknown sequence `ESC [ …` follows: that is swallowed to its last character.
  private mutating func escape() -> Key? {
    guard let second = nextRaw() else { return .escape }
    guard case .scalar("[") = second, let third = nextRaw() else {
      unread.append(second)
      return .escape
    }
    var raw: RawKey? = third
    while case .scalar(let scalar) = raw, !(0x40...0x7E).contains(scalar.value) { raw = nextRaw() }
    return nil
  }

  /// Gathers what is pasted; the key when its end has come.
  private mutating func paste(_ raw: RawKey) -> Key? {
    switch raw {
    case .code(Reply.pasteEnd):
      defer { pasted = nil }
      return pasted.map { .paste($0) }
    case .scalar(let scalar) where (pasted?.utf8.count ?? 0) < maximumPaste:
      pasted?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
      return nil
    default: return nil
    }
  }

  private func mouse() -> Key? {
    var row: Int32 = 0
    var column: Int32 = 0
    let action = cncurses_mouse(&row, &column)
    let position = Position(column: Int(column), row: Int(row))
    switch Int(action) {
    case CNCURSES_CLICK: return .mouse(position, .click)
    case CNCURSES_WHEEL_UP: return .mouse(position, .wheelUp)
    case CNCURSES_WHEEL_DOWN: return .mouse(position, .wheelDown)
    default: return nil
    }
  }
}

/// Bytes of a paste that are kept; the rest is dropped.
private let maximumPaste = 64 * 1024

private func scalarKeys(_ scalar: Unicode.Scalar) -> Key? {
  switch scalar.value {
  case 0x0A, 0x0D: .enter
  case 0x09: .tab
  case 0x08, 0x7F: .backspace
  case 0x00: nil
  case 0x01...0x1A:
    .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
  case 0x1B..<0x20, 0x80..<0xA0: nil
  default: .character(Character(scalar))
  }
}

private let codeKeys: [Int32: Key] = [
  KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_PPAGE: .pageUp,
  KEY_NPAGE: .pageDown, KEY_HOME: .home, KEY_END: .end, KEY_BACKSPACE: .backspace, KEY_DC: .delete,
  KEY_IC: .insert, KEY_BTAB: .backTab, KEY_ENTER: .enter, KEY_RESIZE: .resize,
]

private func functionKey(_ code: Int32) -> Key? {
  (KEY_F0 + 1...KEY_F0 + 12).contains(code) ? .function(Int(code - KEY_F0)) : nil
}
