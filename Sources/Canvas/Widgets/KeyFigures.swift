/// The figures of a screen: each label above its value, or before it where the screen is narrow.
public struct KeyFigures: Widget, Equatable {
  public struct Figure: Hashable, Sendable {
    public var label: String
    /// The value with its unit and change, in words.
    public var value: StyledLine

    public init(_ label: String, value: StyledLine) {
      self.label = label
      self.value = value
    }

    /// Cells that the figure takes with its label above.
    var cells: Int { max(CellWidth.cells(label), value.cells) }
  }

  public var figures: [Figure]

  public init(_ figures: [Figure]) { self.figures = figures }

  /// Rows that all figures take: 2 side by side, else one for each.
  public func rowsNeeded(columns: Int) -> Int {
    if figures.isEmpty { return 0 }
    return fitsSideBySide(columns) ? 2 : figures.count
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    frame.fill(rect)
    guard !figures.isEmpty else { return }
    if fitsSideBySide(rect.columns), rect.rows >= 2 {
      drawSideBySide(in: rect, of: &frame)
    } else if rect.rows >= figures.count || rect.rows < 2 {
      drawLines(figures, in: rect, of: &frame)
    } else {
      drawGrid(in: rect, of: &frame)
    }
  }

  private func fitsSideBySide(_ columns: Int) -> Bool {
    figures.reduce(0) { $0 + $1.cells + 2 } <= columns
  }

  /// Each figure has one blank before it; the cells to spare are shared out evenly.
  private func drawSideBySide(in rect: Rect, of frame: inout Frame) {
    let spare = rect.columns - figures.reduce(0) { $0 + $1.cells + 2 }
    var start = 1
    for (index, figure) in figures.enumerated() {
      frame.put(figure.label, in: rect, column: start, style: .faint)
      frame.put(figure.value, in: rect, row: 1, column: start)
      let extra = spare * (index + 1) / figures.count - spare * index / figures.count
      start += figure.cells + 2 + extra
    }
  }

  /// Label at the left and value at the right; the value is kept where both do not fit.
  private func drawLines(_ figures: [Figure], in rect: Rect, of frame: inout Frame) {
    for (index, figure) in figures.prefix(rect.rows).enumerated() {
      let line = rect.line(index).inset(left: 1, right: 1)
      let valueStart = max(0, line.columns - figure.value.cells)
      frame.put(
        figure.label, in: line, columns: max(0, valueStart - 1), style: .faint)
      frame.put(figure.value, in: line, column: valueStart)
    }
  }

  /// Lines in as many columns as it takes to show every figure.
  private func drawGrid(in rect: Rect, of frame: inout Frame) {
    let count = (figures.count + rect.rows - 1) / rect.rows
    let parts = rect.split(columns: Array(repeating: .rest, count: count))
    for (index, part) in parts.enumerated() {
      let first = index * rect.rows
      guard first < figures.count else { break }
      let end = min(first + rect.rows, figures.count)
      drawLines(Array(figures[first..<end]), in: part, of: &frame)
    }
  }
}
