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
