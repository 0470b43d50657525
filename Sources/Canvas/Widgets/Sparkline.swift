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
}
