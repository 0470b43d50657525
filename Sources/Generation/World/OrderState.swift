/// How far an order has come.
enum OrderState {
  case placed, paid, shipped, signed, completed, delivered, cancelled, refunded, closed

  /// The word of the schema.
  var word: StaticString {
    switch self {
    case .placed: "placed"
    case .paid: "paid"
    case .shipped: "shipped"
    case .signed: "signed"
    case .completed: "completed"
    case .delivered: "delivered"
    case .cancelled: "cancelled"
    case .refunded: "refunded"
    case .closed: "closed"
    }
  }
}

/// Where a parcel is.
enum WaybillState {
  case collected, inTransit, delivering, atPickup, signed, lost

  /// The word of the schema.
  var word: StaticString {
    switch self {
    case .collected: "collected"
    case .inTransit: "in_transit"
    case .delivering: "delivering"
    case .atPickup: "at_pickup"
    case .signed: "signed"
    case .lost: "lost"
    }
  }
}
