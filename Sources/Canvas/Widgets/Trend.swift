/// Values over time as columns, with the scale at the left and times below.
public struct Trend: Widget, Equatable {
  /// From the oldest to the newest, at equal steps; `nil` where there is no value.
  public var values: [Double?]
  /// The value of a full column; the greatest of the values where `nil`.
  public var maximum: Double?
  /// The maximum in words, at the top of the scale.
  public var maximumText: String
  /// The first at the left end of the axis, the last at the right, the others evenly between.
  public var timeTexts: [String]
  public var style: Style

  public init(
    _ values: [Double?], maximum: Double? = nil, maximumText: String, timeTexts: [String] = [],
    style: Style = Style(.sky)
  ) {
    self.values = values
    self.maximum = maximum
    self.maximumText = maximumText
    self.timeTexts = timeTexts
    self.style = style
  }

  /// How many columns a rectangle of this size has for values: that many values are drawn as they
  /// are.
  public func plotColumns(in size: Size) -> Int {
    size.columns - scaleCells(size)
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let showsTimes = !timeTexts.isEmpty && rect.rows > 1
    let scale = scaleCells(rect.size)
    let plot = rect.inset(left: scale, bottom: showsTimes ? 1 : 0)
    let top = maximum ?? values.lazy.compactMap(\.self).filter(\.isFinite).max() ?? 0
    frame.fill(rect)
    Columns(values: values, maximum: top, style: style).draw(in: plot, of: &frame)
    if scale > 0 { drawScale(scale, beside: plot, in: rect, of: &frame) }
    if showsTimes { drawTimes(below: plot, in: rect, of: &frame) }
  }

  /// Cells of the scale with its line; 0 where the rectangle is too narrow for both it and columns.
  private func scaleCells(_ size: Size) -> Int {
    let cells = max(4, CellWidth.cells(maximumText)) + 1
    return cells * 2 <= size.columns ? cells : 0
  }

  private func drawScale(_ cells: Int, beside plot: Rect, in rect: Rect, of frame: inout Frame) {
    let line = Rect(column: plot.column - 1, row: plot.row, columns: 1, rows: plot.rows)
    frame.fill(line, frame.glyphs.vertical, style: .faint)
    if plot.rows > 1 {
      frame.put(
        "0", in: rect, row: plot.rows - 1, columns: cells - 1, style: .faint, align: .right)
    }
    frame.put(maximumText, in: rect, columns: cells - 1, style: .faint, align: .right)
  }

  /// The texts from left to right; one that would touch the text before it is left out, but the
  /// last is always there.
  private func drawTimes(below plot: Rect, in rect: Rect, of frame: inout Frame) {
    let line = rect.line(rect.rows - 1).intersection(
      Rect(column: plot.column, row: rect.row, columns: plot.columns, rows: rect.rows))
    let last = timeTexts.count - 1
    let lastStart = max(0, line.columns - CellWidth.cells(timeTexts[last]))
    var free = 0
    for (index, text) in timeTexts.dropLast().enumerated() {
      let cells = CellWidth.cells(text)
      let start = index == 0 ? 0 : max(0, line.columns * index / last - cells / 2)
      guard start >= free, start + cells < lastStart else { continue }
      frame.put(text, in: line, column: start, style: .faint)
      free = start + cells + 1
    }
    frame.put(timeTexts[last], in: line, column: lastStart, style: .faint)
  }
}
