import Statistics
import Testing

/// The laws that every aggregate keeps, tested once for all of them.
@Suite("Laws of aggregates")
struct AggregateLawTests {
  @Test("Merging two parts equals adding the whole", arguments: 0..<32)
  func merging(seed: Int) {
    expectMerging(Sum.self, seed)
    expectMerging(Extremes.self, seed)
    expectMerging(OrderedValues.self, seed)
    expectMerging(QuantileSketch.self, seed)
  }

  @Test("Subtracting what was added leaves the rest", arguments: 0..<32)
  func subtracting(seed: Int) {
    expectSubtracting(Sum.self, seed)
    expectSubtracting(OrderedValues.self, seed)
    expectSubtracting(QuantileSketch.self, seed)
  }

  @Test("Extremes are right after a subtraction or say that they are stale", arguments: 0..<32)
  func staleExtremes(seed: Int) throws {
    var random = SeededNumbers(seed)
    let values = (0..<20).map { _ in Int64.random(in: 0..<30, using: &random) }
    var extremes = Extremes()
    for value in values { extremes.add(value) }

    for gone in 1..<values.count {
      extremes.subtract(values[gone - 1])
      guard !extremes.isStale else { return }
      #expect(extremes.minimum == values[gone...].min())
      #expect(extremes.maximum == values[gone...].max())
    }
  }

  private func expectMerging<A: Aggregate & Equatable>(_ type: A.Type, _ seed: Int) {
    var random = SeededNumbers(seed)
    let parts = (0..<2).map { _ in values(&random) }
    var (left, right, whole) = (A(), A(), A())
    for value in parts[0] { left.add(value) }
    for value in parts[1] { right.add(value) }
    for value in parts[0] + parts[1] { whole.add(value) }

    left.merge(right)

    #expect(left == whole, "\(type)")
  }

  private func expectSubtracting<A: Aggregate & Equatable>(_ type: A.Type, _ seed: Int) {
    var random = SeededNumbers(seed)
    let kept = values(&random)
    let gone = values(&random)
    var (aggregate, expected) = (A(), A())
    for value in (kept + gone).shuffled(using: &random) { aggregate.add(value) }
    for value in kept { expected.add(value) }

    for value in gone.shuffled(using: &random) { aggregate.subtract(value) }

    #expect(aggregate == expected, "\(type)")
  }

  private func values(_ random: inout SeededNumbers) -> [Int64] {
    let count = Int.random(in: 0..<600, using: &random)
    return (0..<count).map { _ in
      Bool.random(using: &random)
        ? Int64.random(in: -5...5, using: &random)
        : Int64.random(in: -4_000_000_000_000...4_000_000_000_000, using: &random)
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood, 2014).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
