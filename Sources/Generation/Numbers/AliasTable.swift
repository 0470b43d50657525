/// Draws an index with a given weight in constant time: Walker's alias method in whole numbers.
///
/// Source: Vose, *A Linear Algorithm for Generating Random Numbers with a Given Distribution*, 1991.
struct AliasTable {
  /// Of `total`, the part of each column that is its own (columns × 1).
  private var own: [Int]
  private var alias: [Int]
  private let total: Int

  /// - Parameter weights: not negative, at least one above zero; their sum times their count must
  ///   fit 62 bits.
  init(_ weights: [Int]) {
    total = weights.reduce(0, +)
    precondition(total > 0, "AliasTable: the weights must have a sum above zero")
    let count = weights.count
    own = weights.map { $0 * count }
    alias = Array(0..<count)
    var small = own.indices.filter { own[$0] < total }
    var large = own.indices.filter { own[$0] >= total }
    while let lesser = small.popLast(), let greater = large.last {
      alias[lesser] = greater
      own[greater] -= total - own[lesser]
      if own[greater] < total {
        large.removeLast()
        small.append(greater)
      }
    }
  }

  /// Weights of Zipf's law with exponent 1, flattened at the top by `offset` ranks.
  static func zipf(count: Int, offset: Int) -> AliasTable {
    AliasTable((0..<count).map { 1_000_000_000 / ($0 + 1 + offset) })
  }

  func index(_ draw: inout Draw) -> Int {
    let column = draw.below(own.count)
    let share = Int(bitPattern: UInt(draw.next().multipliedFullWidth(by: UInt64(total)).high))
    return share < own[column] ? column : alias[column]
  }
}
