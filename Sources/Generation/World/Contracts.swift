import Commerce

/// The framework contracts between sellers and the businesses that buy from them.
struct Contracts {
  struct Terms {
    let index: Int
    let seller: Int
    /// Index among all enterprises.
    let buyer: Int
    /// Days since 1970.
    let signed: Int
    let effective: Int
    let expires: Int
    /// Hundredths.
    let value: Int
  }

  private let sellerOf: [UInt32]
  /// Where each seller's contracts begin (sellers + 1 × 1).
  private let firstOf: [UInt32]
  private let seed: UInt64
  private let businesses: Range<Int>
  private let days: ClosedRange<Int>

  var count: Int { sellerOf.count }

  init(plan: GenerationPlan, parties: Parties) {
    seed = plan.seed
    businesses = parties.sellers..<parties.sellers + parties.businesses
    let start = plan.start.daysSinceEpoch
    days = start...start + plan.days
    var sellerOf: [UInt32] = []
    var firstOf: [UInt32] = [0]
    for seller in 0..<parties.sellers {
      // Every third seller also sells to businesses.
      if seller % 3 == 0 {
        let contracts = 1 + Draw(seed: plan.seed, .contract, -1 - seller).first(below: 3)
        for _ in 0..<contracts { sellerOf.append(UInt32(seller)) }
      }
      firstOf.append(UInt32(sellerOf.count))
    }
    self.sellerOf = sellerOf
    self.firstOf = firstOf
  }

  /// One of the seller's contracts; `nil` where it has none.
  func contract(ofSeller seller: Int, _ draw: inout Draw) -> Int? {
    let first = Int(firstOf[seller])
    let count = Int(firstOf[seller + 1]) - first
    return count == 0 ? nil : first + draw.rank(below: count)
  }

  /// The terms of a contract, in force on all days of the plan.
  ///
  /// Contracts from `count` on are ones that no record names.
  func terms(_ contract: Int) -> Terms {
    var draw = Draw(seed: seed, .contract, contract)
    let signed = days.lowerBound - draw.within(20...300)
    return Terms(
      index: contract, seller: Int(sellerOf[contract % count]),
      buyer: businesses.lowerBound + draw.below(businesses.count), signed: signed,
      effective: signed + draw.below(15), expires: days.upperBound + draw.within(60...400),
      value: draw.within(5...400) * 1_000_000)
  }

  func appendNumber(_ contract: Int, to row: inout [UInt8]) {
    row.append("HT")
    row.append(digits: contract + 100_000, width: 10)
  }
}

extension Draw {
  /// The first number of this sequence, from 0 to `bound` − 1.
  func first(below bound: Int) -> Int {
    var draw = self
    return draw.below(bound)
  }
}
