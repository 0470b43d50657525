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

/// The standing of one rule of alerts, for one subject.
package struct Alert: Equatable, Sendable {
  /// How many evaluations in a row it takes to raise the level, so that a moment raises none.
  static let evaluationsUp = 2
  /// How many it takes to lower it.
  static let evaluationsDown = 3

  package let ruleID: String
  /// What it is about beyond its rule, such as the feed; empty for nothing.
  package let subject: String
  package private(set) var level = AlertLevel.ok
  /// Since when it has had that level.
  package private(set) var since: Timestamp
  /// Whether it was so when the feeds were first read: when it began is then not known.
  package private(set) var isFromStart = false
  package var isAcknowledged = false
  /// The value that was compared.
  package private(set) var value = 0.0
  private var pending = AlertLevel.ok
  private var pendingCount = 0

  package init(ruleID: String, subject: String, since: Timestamp) {
    self.ruleID = ruleID
    self.subject = subject
    self.since = since
  }

  package var id: String { subject.isEmpty ? ruleID : "\(ruleID) \(subject)" }

  /// Takes a value in; the level follows when it was the same often enough, or at once where the
  /// value is a state and no measurement.
  ///
  /// `began` is when that which raises the level began; `nil` for now.
  package mutating func evaluate(
    _ value: Double, level newLevel: AlertLevel, at now: Timestamp, began: Timestamp? = nil,
    isAtStart: Bool = false, isCertain: Bool = false
  ) {
    self.value = value
    guard newLevel != level else {
      pendingCount = 0
      return
    }
    pendingCount = newLevel == pending ? pendingCount + 1 : 1
    pending = newLevel
    let needed = newLevel > level ? Alert.evaluationsUp : Alert.evaluationsDown
    guard isCertain || pendingCount >= needed else { return }
    if newLevel > level { isAcknowledged = false }
    level = newLevel
    since = began ?? now
    isFromStart = isAtStart && began == nil
    pendingCount = 0
  }
}
