/// An order from its placing to its end, made from its number alone.
///
/// Times are seconds since 1970, `never` where the thing does not happen; money in hundredths.
struct OrderFacts {
  static let never = Int.max

  enum Fate {
    /// Never paid: cancelled by the buyer.
    case abandoned
    /// Never paid: closed by the platform.
    case expired
    /// Paid and cancelled before it was sent.
    case cancelled
    case kept
    /// Sent back, and the money given back.
    case refunded
  }

  let number: Int
  let placed: Int
  /// By how much the usual times from one step to the next are divided.
  let haste: Int
  var seller = 0
  var commodity = 0
  /// The number of a person, or the index of the enterprise that buys under `contract`.
  var buyer = 0
  var contract = -1
  var platform = 0
  var channel = Channel.web
  var quantity = 1
  var unitPrice = 0
  var discount = 0
  var shipping = 0
  var amount = 0
  /// Indices into `Place.all`.
  var from = 0
  var to = 0
  /// Whether there are goods to be carried.
  var isSent = true
  var isPaper = false
  var isInvoiced = false
  /// Whether the first parcel was lost and a second one sent.
  var isSentTwice = false
  /// Whether the invoice was taken back by a red letter and issued again.
  var isReissued = false
  var fate = Fate.kept
  var paid = OrderFacts.never
  var shipped = OrderFacts.never
  var signed = OrderFacts.never
  /// When it was completed, closed, cancelled or refunded.
  var ended = OrderFacts.never
  var defect: Defect?

  init(number: Int, placed: Int, haste: Int) {
    self.number = number
    self.placed = placed
    self.haste = haste
  }

  var isBusiness: Bool { contract >= 0 }

  func state(at second: Int) -> OrderState {
    if second >= ended {
      switch fate {
      case .abandoned, .cancelled: return .cancelled
      case .expired: return .closed
      case .refunded: return .refunded
      case .kept: return channel == .o2o ? .delivered : .completed
      }
    }
    if second >= signed { return .signed }
    if second >= shipped { return .shipped }
    return second >= paid ? .paid : .placed
  }

  /// When a parcel goes back, where one does.
  var sentBack: Int { signed + 21_600 / haste }

  /// When the first invoice is issued; `never` where there is none.
  var invoiced: Int {
    guard isInvoiced else { return OrderFacts.never }
    let delivered = isSent ? signed : ended == OrderFacts.never ? paid : ended
    return delivered + Int(mixed(UInt64(number)) % (defect == nil ? 172_800 : 3_600)) / haste
  }

  /// Draws what happens after the placing.
  mutating func chooseCourse(_ draw: inout Draw) {
    let fateShare = draw.below(1000)
    if fateShare < 45 {
      fate = fateShare < 25 ? .abandoned : .expired
      ended = placed + draw.within(600...7_200)
      return
    }
    paid = placed + draw.rank(below: 1_200) + 5
    if fateShare < 60 {
      fate = .cancelled
      ended = paid + draw.within(300...20_000)
      return
    }
    isInvoiced = isBusiness || draw.happens(880)
    guard isSent else {
      ended = paid + draw.within(3_600...200_000) / haste
      return
    }
    shipped = paid + draw.within(3_600...122_400) / haste
    signed = shipped + transit(&draw) / haste
    isSentTwice = draw.happens(3)
    if draw.happens(isBusiness ? 5 : 40) {
      fate = .refunded
      isInvoiced = false
      ended = signed + draw.within(43_200...518_400) / haste
    } else {
      ended = signed + draw.within(302_400...604_800) / haste
      isReissued = isInvoiced && draw.happens(10)
    }
  }

  /// Seconds on the way: within a city, a province, the country.
  private func transit(_ draw: inout Draw) -> Int {
    let origin = Place.all[from].code
    let destination = Place.all[to].code
    if origin / 100 == destination / 100 { return draw.within(36_000...110_000) }
    if origin / 10_000 == destination / 10_000 { return draw.within(54_000...160_000) }
    return draw.within(80_000...330_000)
  }

  /// Gives the order the course that the defect needs: quick, whole, and without rare turns.
  mutating func shape(for defect: Defect) {
    isPaper = false
    isInvoiced = true
    switch defect.shape {
    case .placed:
      isInvoiced = false
      isSent = false
    case .paid:
      paid = placed + 60
      isInvoiced = false
      isSent = false
    case .paidAndInvoiced:
      paid = placed + 60
      isSent = false
    case .completed:
      isSent = true
      paid = placed + 60
      shipped = paid + 3_600
      signed = shipped + 36_000
      ended = signed + 7_200
    }
  }
}
