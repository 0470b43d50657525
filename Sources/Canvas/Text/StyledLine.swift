/// A line of text whose parts look different.
public struct StyledLine: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Text in one style.
  public struct Run: Hashable, Sendable {
    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  public var runs: [Run]

  public init(_ runs: [Run] = []) { self.runs = runs }
  public init(_ text: String, _ style: Style = .plain) { runs = [Run(text, style)] }
  public init(stringLiteral text: String) { self.init(text) }

  /// The text without its styles.
  public var text: String { runs.map(\.text).joined() }
  /// Cells that the line takes when nothing is cut off.
  public var cells: Int { runs.reduce(0) { $0 + CellWidth.cells($1.text) } }

  public mutating func append(_ text: String, _ style: Style = .plain) {
    runs.append(Run(text, style))
  }
}
