/// A colour by its role, from the palette of Okabe and Ito that colour-blind people can tell apart.
public enum Ink: UInt8, CaseIterable, Sendable {
  /// The terminal's own foreground.
  case plain
  case blue
  case orange
  case sky
  case vermilion
  case yellow
  case grey
}

/// How a cell looks.
///
/// Colour never carries a meaning alone: some terminals have none.
public struct Style: Hashable, Sendable {
  public var ink: Ink
  public var isBold: Bool
  public var isDim: Bool
  public var isReverse: Bool
  public var isUnderlined: Bool

  public init(
    _ ink: Ink = .plain, bold: Bool = false, dim: Bool = false, reverse: Bool = false,
    underline: Bool = false
  ) {
    self.ink = ink
    isBold = bold
    isDim = dim
    isReverse = reverse
    isUnderlined = underline
  }

  public static let plain = Style()
  public static let bold = Style(bold: true)
  /// For what is said in passing: units, hints, borders.
  public static let faint = Style(.grey, dim: true)
  public static let reverse = Style(reverse: true)

  /// The same style in reverse video.
  public var reversed: Style {
    var style = self
    style.isReverse = true
    return style
  }
}
