/// How unevenly a total is spread over its members (sellers, platforms, carriers).
///
/// Source: CR and HHI as in the US Merger Guidelines 2023; Gini of n values in ascending order
/// = Σ (2i − n − 1) xᵢ ÷ (n Σ x). Where there is no member or the total is not positive, shares have
/// no meaning and every measure is `nil`.
public struct Concentration: Equatable, Sendable {
  private var total = 0.0
  private var squares = 0.0
  /// The largest holdings, descending, as many as were asked for.
  private var largest: [Double] = []
  private let largestCount: Int
  /// All holdings, where the Gini index was asked for.
  private var holdings: [Double] = []
  private let keepsAll: Bool

  /// - Parameters:
  ///   - largestCount: the greatest count that `share(ofLargest:)` will be asked for.
  ///   - keepsAll: whether `gini` will be asked for.
  public init(largestCount: Int = 0, keepsAll: Bool = false) {
    self.largestCount = largestCount
    self.keepsAll = keepsAll
  }

  /// The spread of a total whose parts were added up elsewhere; `largest` holdings in descending order.
  init(total: Double, squares: Double, largest: [Double], largestCount: Int) {
    self.init(largestCount: largestCount)
    self.total = total
    self.squares = squares
    self.largest = largest
  }

  /// Adds what one member holds, in any unit.
  public mutating func add(_ holding: Double) {
    total += holding
    squares += holding * holding
    if keepsAll { holdings.append(holding) }
    guard largestCount > 0 else { return }
    if largest.count == largestCount {
      guard holding > largest[largestCount - 1] else { return }
      largest.removeLast()
    }
    let place = largest.firstIndex { $0 < holding } ?? largest.count
    largest.insert(holding, at: place)
  }

  /// The Herfindahl–Hirschman index: Σ of squared percentages, 0–10,000.
  public var herfindahl: Double? { total > 0 ? 10_000 * squares / (total * total) : nil }

  /// The share of the `count` largest, 0–1.
  public func share(ofLargest count: Int) -> Double? {
    precondition(count <= largestCount, "Concentration: only \(largestCount) are kept")
    return total > 0 ? largest.prefix(count).reduce(0, +) / total : nil
  }

  /// 0 where all hold the same, towards 1 where one holds all.
  public var gini: Double? {
    precondition(keepsAll, "Concentration: the holdings are not kept")
    guard total > 0 else { return nil }
    var weighted = 0.0
    for (index, holding) in holdings.sorted().enumerated() {
      weighted += Double(2 * (index + 1) - holdings.count - 1) * holding
    }
    return weighted / (Double(holdings.count) * total)
  }
}
