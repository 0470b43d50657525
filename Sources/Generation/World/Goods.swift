/// All commodities: those of a seller lie together, its best-selling first.
struct Goods {
  let count: Int
  /// Where each seller's commodities begin (sellers + 1 × 1).
  private let firstOf: [UInt32]
  let sellerOf: [UInt32]
  private let categoryOf: [UInt8]
  private let priceOf: [Int32]
  private let gramsOf: [Int32]
  private let seed: UInt64

  init(plan: GenerationPlan, sellers: Int) {
    seed = plan.seed
    let categories = AliasTable(Category.all.map(\.weight))
    var firstOf: [UInt32] = [0]
    var sellerOf: [UInt32] = []
    var categoryOf: [UInt8] = []
    var priceOf: [Int32] = []
    var gramsOf: [Int32] = []
    for seller in 0..<sellers {
      var draw = Draw(seed: plan.seed, .commodity, -1 - seller)
      let main = categories.index(&draw)
      for place in 0..<(4 + draw.below(9) + 24 / (seller + 1)) {
        let other = categories.index(&draw)
        let category = place == 0 || draw.happens(800) ? main : other
        let shape = Category.all[category]
        sellerOf.append(UInt32(seller))
        categoryOf.append(UInt8(category))
        priceOf.append(Int32(Goods.price(within: shape.prices, &draw)))
        gramsOf.append(Int32(draw.within(shape.grams)))
      }
      firstOf.append(UInt32(sellerOf.count))
    }
    count = sellerOf.count
    self.firstOf = firstOf
    self.sellerOf = sellerOf
    self.categoryOf = categoryOf
    self.priceOf = priceOf
    self.gramsOf = gramsOf
  }

  /// One of the seller's commodities, by Zipf's law.
  func commodity(ofSeller seller: Int, _ draw: inout Draw) -> Int {
    let first = Int(firstOf[seller])
    return first + draw.rank(below: Int(firstOf[seller + 1]) - first)
  }

  /// Commodities from `count` on are copies of ones below it under a number of their own.
  func category(_ commodity: Int) -> Category { Category.all[Int(categoryOf[commodity % count])] }
  /// The list price in hundredths.
  func price(_ commodity: Int) -> Int { Int(priceOf[commodity % count]) }
  func grams(_ commodity: Int) -> Int { Int(gramsOf[commodity % count]) }
  func seller(_ commodity: Int) -> Int { Int(sellerOf[commodity % count]) }

  func appendNumber(_ commodity: Int, to row: inout [UInt8]) {
    row.append("SKU")
    row.append(digits: commodity, width: 8)
  }

  func draw(_ commodity: Int) -> Draw { Draw(seed: seed, .commodity, commodity) }

  /// Low prices are more frequent than high ones; most end in .90 or .00.
  private static func price(within range: ClosedRange<Int>, _ draw: inout Draw) -> Int {
    let steps = [draw.below(1024), draw.below(1024), draw.below(1024)].min() ?? 0
    let price = range.lowerBound + (range.upperBound - range.lowerBound) * steps / 1024
    guard price >= 20_00 else { return price }
    return price / 100 * 100 - (draw.happens(600) ? 10 : 0)
  }
}
