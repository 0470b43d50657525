/// How the goods, invoice, contract and funds of an order fit together (rule T01).
public enum Flows: UInt8, CaseIterable, Hashable, Sendable {
  /// Every part that is known is there and agrees.
  case agree
  /// A part is missing, what is there agrees.
  case partial
  /// Goods and invoice are both missing.
  case missing
  /// A part is there and disagrees.
  case conflict
  /// Not shipped yet, or cancelled: nothing is due.
  case open

  /// The word in outputs.
  public var word: String {
    switch self {
    case .agree: "agree"
    case .partial: "partial"
    case .missing: "missing"
    case .conflict: "conflict"
    case .open: "open"
    }
  }
}

/// One of the four parts of an order's flows.
enum FlowPart {
  case agrees
  case disagrees
  /// Due and not there.
  case missing
  /// Not due and not there, or a class without any feed.
  case notKnown
}

/// The verdict over an order that is shipped and not cancelled.
func flowsVerdict(
  goods: FlowPart, invoice: FlowPart, contract: FlowPart, funds: FlowPart
) -> Flows {
  if goods == .disagrees || invoice == .disagrees || contract == .disagrees || funds == .disagrees {
    return .conflict
  }
  if goods == .missing && invoice == .missing { return .missing }
  if goods == .missing || invoice == .missing || contract == .missing { return .partial }
  return .agree
}
