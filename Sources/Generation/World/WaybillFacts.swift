import Commerce

/// A parcel of an order.
struct WaybillFacts {
  enum Turn: Int {
    case first
    /// Sent after the first was lost.
    case second
    /// On its way back to the seller.
    case back
  }

  let order: OrderFacts
  let turn: Turn
  /// Index into `CarrierShape.all`.
  var carrier: Int
  /// Seconds since 1970.
  let collected: Int
  let signed: Int
  let draw: Draw

  /// The serial of the number: an order has four.
  var serial: Int { order.number * 4 + turn.rawValue }

  func state(at second: Int) -> WaybillState {
    if turn == .first, order.isSentTwice {
      return second >= order.shipped + (order.signed - order.shipped) / 2 ? .lost : .inTransit
    }
    if second >= signed { return .signed }
    if second >= signed - 3_600 { return isToPickUp ? .atPickup : .delivering }
    return second >= collected + 7_200 ? .inTransit : .collected
  }

  /// Whether it waits at a locker or station.
  var isToPickUp: Bool { draw.first(below: 100) < 55 }
}

extension World {
  /// The waybills of an order whose parcels were collected by a second.
  func waybills(of order: OrderFacts, by second: Int) -> [WaybillFacts] {
    guard order.isSent, order.shipped < second else { return [] }
    let draw = Draw(seed: plan.seed, .waybill, order.number)
    let carrier = carrier(of: order, draw)
    let collected =
      order.shipped + (order.defect == nil ? draw.first(below: 10_800) / plan.haste : 900)
    guard collected <= second else { return [] }
    var all = [
      WaybillFacts(
        order: order, turn: .first, carrier: carrier, collected: collected, signed: order.signed,
        draw: draw)
    ]
    let again = order.shipped + (order.signed - order.shipped) / 2
    if order.isSentTwice, again <= second {
      all.append(
        WaybillFacts(
          order: order, turn: .second, carrier: carrier, collected: again, signed: order.signed,
          draw: draw))
    }
    let back = order.sentBack
    if order.fate == .refunded, back <= second {
      all.append(
        WaybillFacts(
          order: order, turn: .back, carrier: carrier, collected: back, signed: order.ended,
          draw: draw))
    }
    return all
  }

  /// A seller gives most parcels to one carrier.
  private func carrier(of order: OrderFacts, _ draw: Draw) -> Int {
    if order.defect?.rule == .waybillNumber { return CarrierShape.postal }
    var draw = draw
    _ = draw.next()
    let usual = Int(mixed(UInt64(order.seller)) % 7)
    return draw.happens(750) ? usual : draw.below(CarrierShape.all.count)
  }
}
