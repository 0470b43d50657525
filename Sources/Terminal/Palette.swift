import CNCurses
import Canvas

/// Which colour pair of ncurses draws which ink.
struct Palette {
  /// By the ink's raw value; 0 is the terminal's own colours.
  private var pairs: [Int16] = Array(repeating: 0, count: Ink.allCases.count)

  /// Whether grey is told from plain by its colour; else it is drawn dim.
  private(set) var hasGrey = false

  /// No colours at all.
  init() {}

  /// Defines the pairs; after the terminal is open.
  ///
  /// Exact colours of Okabe and Ito where there are 256, else the nearest of 8 or 16.
  static func defined() -> Palette {
    var palette = Palette()
    guard start_color() == OK, cncurses_colors() >= 8 else { return palette }
    let background: Int16 = use_default_colors() == OK ? -1 : 0
    for ink in Ink.allCases {
      guard let color = nearestColor(to: ink, among: cncurses_colors()) else { continue }
      let pair = Int16(ink.rawValue)
      if init_pair(pair, color, background) == OK { palette.pairs[Int(pair)] = pair }
    }
    palette.hasGrey = palette.pairs[Int(Ink.grey.rawValue)] != 0
    return palette
  }

  func pair(_ ink: Ink) -> Int16 { pairs[Int(ink.rawValue)] }

  /// The style as bits for the shim.
  func attributes(_ style: Style) -> Int32 {
    var bits = 0
    if style.isBold { bits |= CNCURSES_BOLD }
    // Grey that is also dim cannot be read on many terminals.
    if style.isDim, !(style.ink == .grey && hasGrey) { bits |= CNCURSES_DIM }
    if style.isReverse { bits |= CNCURSES_REVERSE }
    if style.isUnderlined { bits |= CNCURSES_UNDERLINE }
    return Int32(bits)
  }
}

/// The terminal's colour for an ink; `nil` for its own foreground.
private func nearestColor(to ink: Ink, among count: Int32) -> Int16? {
  let isBright = count >= 16
  switch ink {
  case .plain: return nil
  case .blue: return count >= 256 ? 32 : isBright ? 12 : 4
  case .orange: return count >= 256 ? 214 : 3
  case .sky: return count >= 256 ? 74 : 6
  case .vermilion: return count >= 256 ? 202 : 1
  case .yellow: return count >= 256 ? 220 : isBright ? 11 : 3
  case .grey: return count >= 256 ? 245 : isBright ? 8 : nil
  }
}
