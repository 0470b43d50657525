/// How many of those that began came to each step: bars against the first step, with percentages.
public struct Funnel: Widget, Equatable {
  public struct Step: Hashable, Sendable {
    public var name: String
    /// `nil` where it is not known.
    public var count: Int?
    /// The count in words.
    public var text: String

    public init(_ name: String, count: Int?, text: String) {
      self.name = name
      self.count = count
      self.text = text
    }
  }

  public var steps: [Step]

  public init(_ steps: [Step]) { self.steps = steps }

  public func draw(in rect: Rect, of frame: inout Frame) {
    let first = steps.first?.count ?? 0
    let absent = String(frame.glyphs.absent)
    let bars = steps.map { step in
      let percent = step.count.flatMap { percentage($0, of: first) }
      return BarList.Bar(
        step.name, value: step.count.map(Double.init), text: step.count == nil ? absent : step.text,
        note: percent ?? absent)
    }
    BarList(bars, maximum: Double(first)).draw(in: rect, of: &frame)
  }

  /// `39%`; `nil` of nothing.
  private func percentage(_ count: Int, of first: Int) -> String? {
    guard first > 0 else { return nil }
    return "\((Double(count) / Double(first) * 100).roundedToInt)%"
  }
}
