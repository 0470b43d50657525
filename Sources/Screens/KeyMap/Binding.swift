package import Canvas

/// One row of the key map: keys, what they do, where, and the words for it.
package struct Binding: Sendable {
  /// The first one is shown in hints.
  package var keys: [Key]
  package var action: Action
  /// What the action is called on the command line.
  package var name: String
  /// Two or three words for the footer.
  package var hint: LocalText
  /// One line for the help and the key reference.
  package var help: LocalText
  package var contexts: Set<KeyContext>
  /// Greater ones come first in the footer; 0 is never shown there.
  package var weight: Int

  package init(
    _ keys: [Key], _ action: Action, _ name: String, hint: LocalText, help: LocalText,
    in contexts: Set<KeyContext> = KeyContext.everywhere, weight: Int = 0
  ) {
    self.keys = keys
    self.action = action
    self.name = name
    self.hint = hint
    self.help = help
    self.contexts = contexts
    self.weight = weight
  }

  /// `j Down`, as the help writes its keys.
  package var keyNames: String {
    keys.map(\.name).joined(separator: " ")
  }
}

extension Key {
  /// `Tab`, `^F`, `F1`, `PgUp`.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^\(character.uppercased())"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Bksp"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .function(let number): "F\(number)"
    case .mouse: "Mouse"
    case .paste: "Paste"
    case .resize: "Resize"
    }
  }
}
