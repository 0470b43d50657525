import Commerce
import Statistics

/// One of the four things that must fit together for an order.
public enum FlowKind: CaseIterable, Hashable, Sendable {
  case goods
  case invoice
  case contract
  case funds
}

extension OrderLinks {
  /// The parts of an order's flows that are there and disagree; none for an order that is open.
  public func disagreements(_ row: Int) -> [FlowKind] {
    let stages = stages.all(of: orders.codes(fields.orderState)?.dictionary)
    let code = orders.code(row, fields.orderId)
    let isAlone = order(withId: code) == .one(row) && Int(code) < states.count
    let links = isAlone ? states[Int(code)] : LinkState()
    let stage = stage(of: row, links: links, stages: stages)
    guard stage != .open else { return [] }
    return FlowKind.allCases.filter { kind in
      switch kind {
      case .goods: goods(links, stage) == .disagrees
      case .invoice: invoice(row, links, stage) == .disagrees
      case .contract: contractPart(row) == .disagrees
      case .funds: funds(row) == .disagrees
      }
    }
  }

  /// The codes of the order ids that live orders of several platforms have.
  public func ambiguousIds() -> Set<UInt32> {
    Set(sharedIds.lazy.filter { $0.value.count > 1 }.map(\.key))
  }
}
