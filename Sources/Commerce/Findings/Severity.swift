/// How grave a finding is, from a word on the screen to a row that could not be read.
public enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case warning
  case error
  /// The row could not be kept: it is in the quarantine.
  case rejected

  public var name: String {
    switch self {
    case .warning: "warning"
    case .error: "error"
    case .rejected: "rejected"
    }
  }

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
