/// What the terminal told us: a key, a click, or another size.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// Ctrl with a small letter, such as `.control("l")`.
  case control(Character)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case pageUp
  case pageDown
  case home
  case end
  /// F1 is `.function(1)`.
  case function(Int)
  case mouse(Position, MouseAction)
  /// Text that was pasted: never a command, and only useful where text is typed.
  case paste(String)
  /// The size, or the level of glyphs that the terminal can draw, is another one.
  case resize
}

/// What was done with the mouse.
public enum MouseAction: Hashable, Sendable {
  case click
  case wheelUp
  case wheelDown
}
