/// How unevenly a total is spread over its members (sellers, platforms, carriers).
///
/// Source: CR and HHI as in the US Merger Guidelines 2023; Gini of n values in ascending order
/// = Σ (2i − n − 1) xᵢ ÷ (n Σ x).
public struct Concentration: Equatable, Sendable {
  /// What each member holds, in any unit, ascending.
  private let holdings: [Double]
  private let total: Double

  /// `nil` where there is no member or the total is not positive: shares have no meaning then.
  public init?(_ holdings: [Double]) {
    let sorted = holdings.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return nil }
    self.holdings = sorted
    self.total = total
  }

  /// The Herfindahl–Hirschman index: Σ of squared percentages, 0–10,000.
  public var herfindahl: Double {
    holdings.reduce(0) { $0 + (100 * $1 / total) * (100 * $1 / total) }
  }

  /// The share of the `count` largest, 0–1.
  public func share(ofLargest count: Int) -> Double {
    holdings.suffix(count).reduce(0, +) / total
  }

  /// 0 where all hold the same, towards 1 where one holds all.
  public var gini: Double {
    var weighted = 0.0
    for (index, holding) in holdings.enumerated() {
      weighted += Double(2 * (index + 1) - holdings.count - 1) * holding
    }
    return weighted / (Double(holdings.count) * total)
  }
}
