/// What the checks of an identifier say about its text.
public enum Verdict: Hashable, Sendable {
  case valid
  /// The form stands, but something about it is doubtful: a warning.
  case suspicious(Flaw)
  /// Not an identifier of this kind: wrong length, letter or check digit.
  case invalid(Flaw)

  public var isValid: Bool { self == .valid }
  public var isInvalid: Bool { if case .invalid = self { true } else { false } }

  /// What is wrong; `nil` for a valid text.
  public var flaw: Flaw? {
    switch self {
    case .valid: nil
    case .suspicious(let flaw), .invalid(let flaw): flaw
    }
  }
}
