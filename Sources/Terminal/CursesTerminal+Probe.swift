import CNCurses
import Canvas

/// Key codes that we give to what the terminal says by itself.
enum Reply {
  static let pasteStart = KEY_MAX + 1
  static let pasteEnd = KEY_MAX + 2
  static let narrowBlock = KEY_MAX + 3
  static let wideBlock = KEY_MAX + 4
}

/// Makes ncurses know the terminal's replies, so that they arrive as keys however late they come.
func defineReplies() {
  define_key("\u{1B}[200~", Reply.pasteStart)
  define_key("\u{1B}[201~", Reply.pasteEnd)
  define_key("\u{1B}[2;2R", Reply.narrowBlock)
  define_key("\u{1B}[2;3R", Reply.wideBlock)
}

extension CursesTerminal {
  /// Draws a block at the start of the second row and asks where the cursor went, then draws the
  /// row anew.
  ///
  /// Blocks and lines have an ambiguous width: some terminals of East Asia draw them in two cells.
  /// The second row, because the reply of the first, `ESC [ 1 ; 2 R`, is also Shift-F3.
  mutating func askWidth() {
    mayProbe = false
    guard size.rows > 1, size.columns > 2 else { return }
    writeAll(Array("\u{1B}7\u{1B}[2;1H█\u{1B}[6n\u{1B}8".utf8))
    wredrawln(window, 1, 1)
    wrefresh(window)
  }
}
