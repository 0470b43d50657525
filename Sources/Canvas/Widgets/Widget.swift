/// Something that draws itself into a rectangle of a frame: a value, so equal ones draw alike.
///
/// Every widget draws into every rectangle, also an empty one, and never outside of it.
public protocol Widget: Sendable {
  func draw(in rect: Rect, of frame: inout Frame)
}

extension Frame {
  /// Draws a widget into the part of the rectangle that lies in the frame.
  public mutating func draw(_ widget: some Widget, in rect: Rect) {
    let visible = rect.intersection(bounds)
    if !visible.isEmpty { widget.draw(in: visible, of: &self) }
  }
}
