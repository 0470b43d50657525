/// Something that happens to an order and that feeds report.
struct Event {
  enum Step: Int {
    case placed
    case paid
    case shipped
    case collected
    case signed
    case invoiced
    case reissued
    case sentBack
    case ended
    /// Everything about an order with a defect, at once.
    case planted
  }

  /// Seconds since 1970.
  let second: Int
  let number: Int
  let step: Step
}

extension Event: Comparable {
  static func < (left: Event, right: Event) -> Bool {
    (left.second, left.number, left.step.rawValue)
      < (right.second, right.number, right.step.rawValue)
  }
}

/// Events that are to come, the earliest at hand: a binary heap.
struct EventQueue {
  private var heap: [Event] = []

  var first: Event? { heap.first }

  mutating func add(_ event: Event) {
    heap.append(event)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Event? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      guard least != parent else { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}

extension World {
  /// What will be reported about an order, in no order.
  func events(of order: OrderFacts) -> [Event] {
    func event(_ step: Event.Step, _ second: Int) -> Event? {
      second == OrderFacts.never ? nil : Event(second: second, number: order.number, step: step)
    }
    guard order.defect == nil else {
      let last = [order.invoiced, order.ended, order.paid, order.placed].first {
        $0 != OrderFacts.never
      }
      return [event(.planted, last ?? order.placed)].compactMap(\.self)
    }
    let collected = waybills(of: order, by: Planter.end).first?.collected ?? OrderFacts.never
    let isSentBack = order.fate == .refunded
    return [
      event(.placed, order.placed), event(.paid, order.paid), event(.shipped, order.shipped),
      event(.collected, collected), event(.signed, order.signed),
      event(.invoiced, order.invoiced),
      order.isReissued ? event(.reissued, order.invoiced + 7_200) : nil,
      isSentBack ? event(.sentBack, order.sentBack) : nil, event(.ended, order.ended),
    ].compactMap(\.self)
  }
}
