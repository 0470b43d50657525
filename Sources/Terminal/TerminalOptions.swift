public import Canvas

/// What the user asked of the terminal.
public struct TerminalOptions: Equatable, Sendable {
  /// Whether colours may be used; without them bold, reverse and underline keep their meaning.
  public enum Colors: Equatable, Sendable {
    /// As NO_COLOR and the terminal's type allow.
    case automatic
    case never
  }

  public var colors: Colors
  /// `nil`: as the locale, the terminal's type and its answer about wide blocks allow.
  public var glyphs: GlyphLevel?
  public var usesMouse: Bool

  public init(
    colors: Colors = .automatic, glyphs: GlyphLevel? = nil, usesMouse: Bool = false
  ) {
    self.colors = colors
    self.glyphs = glyphs
    self.usesMouse = usesMouse
  }
}
