import Commerce

/// How a feed is doing, in the one word that an operator looks for.
package enum FeedCondition: CaseIterable, Sendable {
  case live
  case loading
  case waiting
  /// Another file has taken its name a moment ago.
  case rotated
  /// Its file was cut short a moment ago.
  case truncated
  /// It was live, and nothing comes.
  case stalled
  case broken
  case done

  package var word: LocalText {
    switch self {
    case .live: LocalText("live", "实时")
    case .loading: LocalText("loading", "载入中")
    case .waiting: LocalText("waiting", "等待")
    case .rotated: LocalText("rotated", "已轮转")
    case .truncated: LocalText("truncated", "已截断")
    case .stalled: LocalText("STALLED", "停滞")
    case .broken: LocalText("BROKEN", "损坏")
    case .done: LocalText("done", "已读完")
    }
  }
}

extension MonitorState {
  /// So long a rotation or truncation is shown in place of `live`.
  private static let turnSeconds: Int64 = 30

  /// How a feed is doing.
  func feedCondition(of reading: FeedReading) -> FeedCondition {
    let status = reading.status
    switch status.state {
    case .loading: return .loading
    case .waiting: return .waiting
    case .failed: return .broken
    case .ended: return .done
    case .following: break
    }
    if isStalled(status.name) { return .stalled }
    guard let turn = status.lastTurn, now.seconds - turn.seconds < MonitorState.turnSeconds else {
      return .live
    }
    return status.notice?.hasPrefix("truncated") == true ? .truncated : .rotated
  }

  /// Whether an alert says that a feed has fallen silent.
  private func isStalled(_ name: String) -> Bool {
    alerts.contains { alert in
      alert.level > .ok && alert.subject == name
        && alertRules.contains { $0.id == alert.ruleID && $0.condition == .silence }
    }
  }
}
