/// Horizontal bars on one scale, one a line: label, bar, value, and perhaps a note such as a share.
public struct BarList: Widget, Equatable {
  public struct Bar: Hashable, Sendable {
    public var label: String
    /// `nil` where there is no value: then no bar is drawn.
    public var value: Double?
    /// The value in words.
    public var text: String
    public var note: String
    public var style: Style

    public init(
      _ label: String, value: Double?, text: String, note: String = "", style: Style = Style(.sky)
    ) {
      self.label = label
      self.value = value
      self.text = text
      self.note = note
      self.style = style
    }
  }

  public var bars: [Bar]
  /// The value of a full bar; the greatest of the values where `nil`.
  public var maximum: Double?
  /// From 0; shown with `>` and in reverse video.
  public var selectedBar: Int?

  public init(_ bars: [Bar], maximum: Double? = nil, selectedBar: Int? = nil) {
    self.bars = bars
    self.maximum = maximum
    self.selectedBar = selectedBar
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let texts = bars.map { CellWidth.cells($0.text) }.max() ?? 0
    let notes = bars.map { CellWidth.cells($0.note) }.max() ?? 0
    let labels = bars.map { CellWidth.cells($0.label) }.max() ?? 0
    let label = Extent.cells(min(labels, max(4, rect.columns * 2 / 5)))
    let note = notes == 0 ? 0 : notes + 1
    let columns: [Extent] = [1, label, 1, .rest, 1, .cells(texts), .cells(note)]
    // Where it is narrow the value is worth more than its bar.
    let fits = rect.columns >= texts + note + 8
    for (index, bar) in bars.prefix(rect.rows).enumerated() {
      let line = rect.line(index)
      frame.fill(line)
      if index == selectedBar { frame.put(">", in: line) }
      let parts = line.split(columns: fits ? columns : [1, .rest, 0, 0, 1, .cells(texts), 0])
      draw(bar, parts, in: &frame)
      if index == selectedBar { frame.highlight(line) }
    }
  }

  private func draw(_ bar: Bar, _ parts: [Rect], in frame: inout Frame) {
    frame.put(bar.label, in: parts[1], columns: parts[1].columns)
    let drawn = frame.glyphs.bar(share(of: bar), columns: parts[3].columns)
    frame.put(drawn, in: parts[3], style: bar.style)
    frame.put(bar.text, in: parts[5], columns: parts[5].columns, align: .right)
    frame.put(bar.note, in: parts[6], columns: parts[6].columns, style: .faint, align: .right)
  }

  private func share(of bar: Bar) -> Double {
    let full = maximum ?? bars.compactMap(\.value).max() ?? 0
    guard let value = bar.value, full > 0 else { return 0 }
    return value / full
  }
}
