/// A trend in one line without a scale.
public struct Sparkline: Widget, Equatable {
  /// From the oldest to the newest; `nil` where there is no value.
  public var values: [Double?]
  /// The value of a full column; the greatest of the values where `nil`.
  public var maximum: Double?
  public var style: Style

  public init(_ values: [Double?], maximum: Double? = nil, style: Style = Style(.sky)) {
    self.values = values
    self.maximum = maximum
    self.style = style
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let top = maximum ?? values.lazy.compactMap(\.self).filter(\.isFinite).max() ?? 0
    frame.fill(rect)
    Columns(values: values, maximum: top, style: style).draw(in: rect.line(0), of: &frame)
  }

  /// The trend as text of so many cells, for a cell of a table: 0 is `_`, what is above has at least
  /// the smallest mark.
  public static func text(_ values: [Double], columns: Int, glyphs: GlyphLevel) -> String {
    guard !values.isEmpty, columns > 0 else { return "" }
    let signs = glyphs == .ascii ? asciiSteps : eighths
    let line = Columns(values: values, maximum: values.max() ?? 0, style: .plain)
    return String(
      line.spread(over: columns).map { value in
        let height = line.height(of: value, steps: signs.count) ?? 0
        return height > 0 ? signs[height - 1] : "_"
      })
  }
}
