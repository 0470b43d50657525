/// Which characters a terminal is known to draw in one cell each, in rising order.
public enum GlyphLevel: UInt8, Comparable, CaseIterable, Sendable {
  /// `# . : | - +` only.
  case ascii
  /// Eighth blocks `▁▂▃▄▅▆▇█` and lines `─│`. East Asian terminals may draw them two cells wide.
  case block
  /// Also Braille patterns, 2 × 4 dots a cell.
  case braille

  public static func < (left: GlyphLevel, right: GlyphLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension GlyphLevel {
  /// What stands for text that was cut off.
  public var ellipsis: Character { self == .ascii ? "~" : "…" }
  public var horizontal: Character { self == .ascii ? "-" : "─" }
  public var vertical: Character { self == .ascii ? "|" : "│" }
  public var up: Character { self == .ascii ? "^" : "▲" }
  public var down: Character { self == .ascii ? "v" : "▼" }
  public var arrow: String { self == .ascii ? "->" : "→" }
  /// What stands where there is no value.
  public var absent: Character { self == .ascii ? "-" : "—" }
  public var bullet: Character { self == .ascii ? "." : "·" }
  /// What marks an estimate.
  public var approximately: Character { self == .ascii ? "~" : "≈" }
  /// A full bar cell.
  public var bar: Character { self == .ascii ? "#" : "█" }
}
