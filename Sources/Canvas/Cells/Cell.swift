/// One cell of a frame, or the first of the two that a wide character takes.
public struct Cell: Hashable, Sendable {
  /// What is drawn, safe for a terminal; a blank in a continuation cell.
  public let character: Character
  /// 1 or 2; 0 for the cell that continues the wide character to its left.
  public let columns: Int8
  public var style: Style

  init(_ character: Character, columns: Int8, style: Style) {
    self.character = character
    self.columns = columns
    self.style = style
  }

  public static let blank = Cell(" ", columns: 1, style: .plain)

  public var isContinuation: Bool { columns == 0 }
}
