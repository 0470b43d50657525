/// How each group's total is spread over its members, kept while holdings change.
///
/// Totals and squares are whole numbers in 128 bits, so that what comes and goes leaves no trace and
/// no order of rows shows. Of the members only the leaders are named: all that hold more than the
/// group's bar.
final class SpreadLedger {
  /// Larger holdings have squares that may not add up in 128 bits.
  private static let mostHolding: Int64 = 1 << 56

  private struct Spread {
    var total: Int128 = 0
    var squares: Int128 = 0
    /// Pairs of the group and a member, in no order.
    var leaders: [UInt32] = []
    /// What members that are no leaders hold at most; the least number where all are leaders.
    var bar = Int128.min
  }

  /// Also kept of each group: so many largest holdings.
  private let largestCount: Int
  private var leadersKept: Int { largestCount + 16 }
  @exclusivity(unchecked) private var spreads: [Spread] = []
  /// Whether every holding was small enough; else the ledger says nothing.
  private(set) var isExact = true

  init(largestCount: Int) { self.largestCount = largestCount }

  func grow(to groups: Int) {
    guard groups > spreads.count else { return }
    spreads.append(contentsOf: repeatElement(Spread(), count: groups - spreads.count))
  }

  /// Notes what a member holds now, and held before.
  ///
  /// `sums` are the holdings (pairs × 1) after the change.
  @inline(__always)
  func change(
    _ pair: UInt32, of group: Int, from old: Int128, _ sums: UnsafePointer<Sum>
  ) {
    let new = sums[Int(pair)].total
    spreads[group].total &+= new &- old
    spreads[group].squares = spreads[group].squares &- square(old) &+ square(new)
    guard largestCount > 0, new > spreads[group].bar else { return }
    guard !spreads[group].leaders.contains(pair) else { return }
    add(pair, toLeadersOf: group, sums)
  }

  /// Notes what a member holds of whom nothing was noted before.
  @inline(__always)
  func begin(_ pair: UInt32, of group: Int, _ sums: UnsafePointer<Sum>) {
    let holding = sums[Int(pair)].total
    spreads[group].total &+= holding
    spreads[group].squares &+= square(holding)
    guard largestCount > 0, holding > spreads[group].bar else { return }
    add(pair, toLeadersOf: group, sums)
  }

  /// The spread of a group; `nil` where a leader has fallen so low that others may be larger.
  func concentration(_ group: Int, _ sums: UnsafePointer<Sum>) -> Concentration? {
    let spread = spreads[group]
    let holdings = spread.leaders.map { sums[Int($0)] }.filter { $0.count > 0 }.map(\.total)
    let largest = holdings.sorted(by: >).prefix(largestCount)
    let areAll = spread.bar == Int128.min
    guard areAll || largest.count == largestCount && largest.allSatisfy({ $0 >= spread.bar })
    else { return nil }
    return Concentration(
      total: nearestDouble(spread.total), squares: nearestDouble(spread.squares),
      largest: largest.map(nearestDouble), largestCount: largestCount)
  }

  private func add(_ pair: UInt32, toLeadersOf group: Int, _ sums: UnsafePointer<Sum>) {
    spreads[group].leaders.append(pair)
    guard spreads[group].leaders.count >= leadersKept * 2 else { return }
    let inOrder = spreads[group].leaders.sorted { sums[Int($0)].total > sums[Int($1)].total }
    spreads[group].leaders = Array(inOrder.prefix(leadersKept))
    // Who is left out now may hold less than who was left out before.
    spreads[group].bar = max(spreads[group].bar, sums[Int(inOrder[leadersKept])].total)
  }

  @inline(__always)
  private func square(_ holding: Int128) -> Int128 {
    let small = Int64(truncatingIfNeeded: holding)
    guard Int128(small) == holding, small.magnitude < UInt64(SpreadLedger.mostHolding) else {
      isExact = false
      return 0
    }
    let (high, low) = small.magnitude.multipliedFullWidth(by: small.magnitude)
    return Int128(truncatingIfNeeded: UInt128(high) &<< 64 | UInt128(low))
  }
}
