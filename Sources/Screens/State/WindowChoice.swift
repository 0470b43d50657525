package import Commerce

/// The span of event time that the figures are about.
package enum WindowChoice: Equatable, Sendable {
  case quarterHour
  case hour
  case day
  case week
  case month
  case all
  /// From the first instant up to and without the second.
  case range(Timestamp, Timestamp)

  /// In the order of the key that cycles through them.
  package static let cycle: [WindowChoice] = [.quarterHour, .hour, .day, .week, .month, .all]

  /// Its length in seconds; `nil` for all time.
  package var seconds: Int64? {
    switch self {
    case .quarterHour: 900
    case .hour: 3600
    case .day: 86_400
    case .week: 604_800
    case .month: 2_592_000
    case .all: nil
    case .range(let from, let to): to.seconds - from.seconds
    }
  }

  /// As queries write it: `24h`; `nil` where it is no span that ends at the newest data.
  package var name: String? {
    switch self {
    case .quarterHour: "15m"
    case .hour: "1h"
    case .day: "24h"
    case .week: "7d"
    case .month: "30d"
    case .all, .range: nil
    }
  }
}

extension WindowChoice {
  /// What the header shows for it: `24h`, `all`, `06-01..06-07`.
  package var label: String {
    guard case .range(let from, let to) = self else { return name ?? "all" }
    let last = Timestamp(seconds: to.seconds - 1)
    return "\(from.date.description.dropFirst(5))..\(last.date.description.dropFirst(5))"
  }

  /// The choice with a name such as `24h` or `all`; `nil` for none.
  package init?(named name: String) {
    if name == "all" {
      self = .all
    } else if let choice = WindowChoice.cycle.first(where: { $0.name == name }) {
      self = choice
    } else {
      return nil
    }
  }

  /// Reads a day, or two days or times with two dots between them.
  ///
  /// `2026-06-01..2026-06-07`: the last day counts whole. `nil` for any other text.
  package init?(range text: String) {
    let ends = text.replacing("..", with: "\n").split(separator: "\n").map { trimmed($0) }
    guard let first = ends.first, let last = ends.last, ends.count <= 2,
      let from = Timestamp(first), var to = Timestamp(last)
    else { return nil }
    if last.utf8.count == 10 { to = Timestamp(seconds: to.seconds + 86_400) }
    guard from < to else { return nil }
    self = .range(from, to)
  }

  /// The unit of time by which a trend over the window is grouped.
  package var timeUnit: String {
    switch self {
    case .quarterHour, .hour: "minute"
    case .day, .week: "hour"
    case .month, .all: "day"
    case .range:
      switch seconds ?? 0 {
      case ..<10_800: "minute"
      case ..<1_209_600: "hour"
      default: "day"
      }
    }
  }

  /// The period that `growth` compares with, where there is one as long as the window.
  package var growthSpan: String? {
    switch self {
    case .day: "1d"
    case .week: "7d"
    case .month: "1mo"
    case .quarterHour, .hour, .all, .range: nil
    }
  }
}

/// The text without blanks at its ends.
package func trimmed(_ text: some StringProtocol) -> String {
  let isBlank = { (character: Character) in character.isWhitespace }
  guard let first = text.firstIndex(where: { !isBlank($0) }),
    let last = text.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(text[first...last])
}
