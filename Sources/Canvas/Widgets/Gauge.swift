/// How much of a whole is done: `orders.csv [#####     ] 54%`.
public struct Gauge: Widget, Equatable {
  public var label: String
  /// 0–1; `nil` where the whole is not known.
  public var share: Double?
  /// What stands behind the bar, such as a percentage and a rate.
  public var text: String
  public var style: Style

  public init(_ label: String = "", share: Double?, text: String, style: Style = Style(.sky)) {
    self.label = label
    self.share = share
    self.text = text
    self.style = style
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let line = rect.line(0)
    let textCells = CellWidth.cells(text)
    let labelCells = label.isEmpty ? 0 : CellWidth.cells(label) + 1
    let bar = max(0, line.columns - labelCells - textCells - 3)
    frame.fill(line)
    guard bar >= 3 else {
      frame.put(label.isEmpty ? text : "\(label) \(text)", in: line, columns: line.columns)
      return
    }
    frame.put(label, in: line)
    frame.put("[", in: line, column: labelCells, style: .faint)
    frame.put(
      drawnBar(bar, frame.glyphs), in: line, column: labelCells + 1, columns: bar, style: style)
    frame.put("]", in: line, column: labelCells + 1 + bar, style: .faint)
    frame.put(text, in: line, column: labelCells + bar + 3)
  }

  private func drawnBar(_ columns: Int, _ glyphs: GlyphLevel) -> String {
    guard let share else { return String(repeating: glyphs.absent, count: columns) }
    return glyphs.bar(share, columns: columns)
  }
}
