package import Commerce

/// What all panels of a screen have in common: the window and the filters.
package struct QueryScope: Equatable, Sendable {
  package var window: WindowChoice
  /// Whole windows back from the newest data.
  package var shift: Int
  /// The end of the newest window; `nil` before the first record.
  package var dataTime: Timestamp?
  /// The instant from which ages are counted; `nil` before the first record.
  package var ageTime: Timestamp?
  package var chips: [Chip]

  /// Without `ageTime` ages are counted from `dataTime`.
  package init(
    window: WindowChoice, shift: Int, dataTime: Timestamp?, ageTime: Timestamp? = nil, chips: [Chip]
  ) {
    self.window = window
    self.shift = shift
    self.dataTime = dataTime
    self.ageTime = ageTime ?? dataTime
    self.chips = chips
  }

  /// The query of a part with the window and filters of the scope; `order` is the index of the
  /// measure that orders a top list.
  package func query(_ part: PanelPart, order: Int = 0) -> PanelQuery {
    let window = window(of: part)
    var measures = part.measures
    if measures.indices.contains(order) { measures.swapAt(0, order) }
    if part.showsChange, shift == 0, let span = window.growthSpan, let measure = measures.first {
      measures.append("growth(\(measure), \(span))")
    }
    return PanelQuery(
      part.recordClass, measures: measures,
      dimensions: part.dimensions.map { $0 == "{time}" ? window.timeUnit : $0 },
      filter: filter(of: part), window: shift == 0 ? window.name : nil, top: part.top)
  }

  /// The filter of a part with all chips that its class understands.
  package func filter(of part: PanelPart) -> String? {
    let own = expanded(part.filter)
    let chips = chips.filter { $0.applies(to: part.recordClass) }.map(\.text)
    return joined([own, range(of: part)].compactMap(\.self) + chips)
  }

  /// The chips that a class does not understand: they do not act on its panels.
  package func unusedChips(for recordClass: RecordClass) -> [Chip] {
    chips.filter { !$0.applies(to: recordClass) }
  }

  /// The window of a part: its own, else the screen's.
  package func window(of part: PanelPart) -> WindowChoice {
    guard let name = part.window else { return window }
    return WindowChoice(named: name) ?? window
  }

  /// The first instant of the window and the first after it; `nil` for all time, or without data.
  package func bounds(of window: WindowChoice) -> (from: Timestamp, to: Timestamp)? {
    if case .range(let from, let to) = window {
      let length = to.seconds - from.seconds
      return (
        Timestamp(seconds: from.seconds - length * Int64(shift)),
        Timestamp(seconds: to.seconds - length * Int64(shift))
      )
    }
    guard let length = window.seconds, let dataTime else { return nil }
    let end = (dataTime.seconds / 60 + 1) * 60 - length * Int64(shift)
    return (Timestamp(seconds: end - length), Timestamp(seconds: end))
  }

  /// The window as a condition, where it is no span that ends at the newest data.
  private func range(of part: PanelPart) -> String? {
    let window = window(of: part)
    let isRange = if case .range = window { true } else { false }
    guard isRange || shift > 0, let bounds = bounds(of: window),
      let field = part.recordClass.eventTimeName
    else { return nil }
    return "\(field) >= \(literal(bounds.from)) and \(field) < \(literal(bounds.to))"
  }

  /// Replaces `{72h}` by the time so long before the newest data, to the hour so that the query
  /// does not change all the time.
  package func expanded(_ text: String?) -> String? {
    guard let text else { return nil }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let span = rest[rest.index(after: open)..<close]
      result += rest[..<open]
      result += literal(timeAgo(span))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The hour that lies a span such as `72h`, `30d` or `-7d` (in the future) before the newest data.
  private func timeAgo(_ span: Substring) -> Timestamp {
    let unit: Int64 = span.last == "d" ? 86_400 : 3600
    let count = Int64(span.dropLast()) ?? 0
    let hour = (ageTime?.seconds ?? 0) / 3600 * 3600
    return Timestamp(seconds: hour - count * unit)
  }

  private func literal(_ time: Timestamp) -> String { time.description }
}

/// Conditions of which all must hold; `nil` for none.
package func joined(_ conditions: [String]) -> String? {
  guard conditions.count > 1 else { return conditions.first }
  return conditions.map { "(\($0))" }.joined(separator: " and ")
}

extension RecordClass {
  /// The name of the field that says when the event of a record happened.
  package var eventTimeName: String? { schema.eventTime.map { schema.fields[$0].name } }
}
