package import Commerce

/// How grave an alert is, with its word.
package enum AlertLevel: UInt8, Comparable, Sendable {
  case ok
  case warning
  case critical

  package var word: String {
    switch self {
    case .ok: "ok"
    case .warning: "WARN"
    case .critical: "CRIT!"
    }
  }

  package static func < (left: AlertLevel, right: AlertLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The standing of one rule of alerts.
package struct Alert: Equatable, Sendable {
  /// The id of its rule.
  package var id: String
  package var level: AlertLevel
  /// Since when it has had that level.
  package var since: Timestamp
  package var isAcknowledged = false
  /// The value that was compared; `nil` where there is none yet.
  package var value: Double?
  /// The level that the last evaluations gave, and how many did in a row.
  package var pending: AlertLevel
  package var pendingCount = 0
  /// What it is about beyond its rule, such as the feed.
  package var subject: String

  package init(id: String, since: Timestamp, subject: String = "") {
    self.id = id
    level = .ok
    self.since = since
    pending = .ok
    self.subject = subject
  }
}
