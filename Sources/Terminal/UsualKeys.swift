import CNCurses

/// Makes ncurses know the sequences that nearly all terminals send for a key.
///
/// The database names one for each key at most, and none for many; and a shell that ran in between
/// may have left the keypad in its other mode, where the arrows begin with `ESC [`, not `ESC O`.
func defineUsualKeys() {
  for (code, sequences) in usualSequences {
    for sequence in sequences { define_key("\u{1B}" + sequence, code) }
  }
}

private let usualSequences: [Int32: [String]] = [
  KEY_UP: ["[A", "OA"], KEY_DOWN: ["[B", "OB"], KEY_RIGHT: ["[C", "OC"], KEY_LEFT: ["[D", "OD"],
  KEY_HOME: ["[H", "OH", "[1~", "[7~"], KEY_END: ["[F", "OF", "[4~", "[8~"], KEY_IC: ["[2~"],
  KEY_DC: ["[3~"], KEY_PPAGE: ["[5~"], KEY_NPAGE: ["[6~"], KEY_BTAB: ["[Z"],
  KEY_F0 + 1: ["OP", "[11~", "[[A"], KEY_F0 + 2: ["OQ", "[12~", "[[B"],
  KEY_F0 + 5: ["[15~", "[[E"],
]
