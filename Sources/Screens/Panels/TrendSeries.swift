package import Commerce

/// The values of a trend at equal steps of time, with the steps that no record fell into.
package struct TrendSeries: Equatable, Sendable {
  /// The first instant of the first step.
  package var start: Timestamp
  /// Seconds of a step.
  package var step: Int64
  /// A value a step; `nil` where the measure has none without records.
  package var values: [Double?]

  /// More steps than any window has; beyond it only the newest are kept.
  private static let longest = 4000

  /// Lays the groups of an answer out over the window.
  ///
  /// Without bounds, the steps end with the last group, or `until` where that is later, and go back
  /// by the length, or to the first group where there is none. `nil` where there is no group.
  package init?(
    _ answer: PanelAnswer, unit: String, length: Int64?,
    bounds: (from: Timestamp, to: Timestamp)?, until: Timestamp?, isAdditive: Bool
  ) {
    let step: Int64 = unit == "minute" ? 60 : unit == "hour" ? 3600 : 86_400
    var points: [(index: Int64, value: Double?)] = []
    for row in answer.rows {
      guard row.count >= 2, let index = TrendSeries.index(of: row[0], step: step) else { continue }
      points.append((index, row[1].double))
    }
    guard !points.isEmpty else { return nil }
    let final: Int64
    let first: Int64
    if let bounds {
      let last = Timestamp(microseconds: bounds.to.microseconds - 1)
      final = TrendSeries.index(of: last, step: step)
      first = TrendSeries.index(of: bounds.from, step: step)
    } else {
      let last = points.map(\.index).max() ?? 0
      final = max(last, until.map { TrendSeries.index(of: $0, step: step) } ?? last)
      first = length.map { final - $0 / step } ?? points.map(\.index).min() ?? 0
    }
    let begin = max(min(first, final), final - Int64(TrendSeries.longest) + 1)
    let count = Int(final - begin + 1)
    var values: [Double?] = Array(repeating: isAdditive ? 0 : nil, count: count)
    for point in points where point.index >= begin && point.index <= final {
      values[Int(point.index - begin)] = point.value
    }
    self.step = step
    self.values = values
    start = Timestamp(seconds: begin * step - Timestamp.chinaOffsetSeconds)
  }

  package var end: Timestamp { Timestamp(seconds: start.seconds + Int64(values.count) * step) }

  package var maximum: Double? { values.compactMap(\.self).max() }

  /// Steps since 1970 on a clock in +08:00.
  private static func index(of time: Timestamp, step: Int64) -> Int64 {
    floorDivide(time.chinaSeconds, step)
  }

  /// Reads `2026-06-01T13:05`, `2026-06-01T13` or `2026-06-01`.
  private static func index(of value: FieldValue, step: Int64) -> Int64? {
    if case .time(let time) = value { return index(of: time, step: step) }
    let text = value.description
    return Timestamp(text.utf8.count == 13 ? text + ":00" : text).map { index(of: $0, step: step) }
  }
}
