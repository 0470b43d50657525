import Statistics
import Testing

@Suite("Quantiles")
struct QuantileTests {
  // numpy.quantile([15, 20, 35, 40, 50], q): its default is type 7.
  @Test(
    "The ranks of a short list are those of type 7",
    arguments: [(0.0, 15.0), (0.05, 16.0), (0.3, 23.0), (0.4, 29.0), (0.5, 35.0), (1.0, 50.0)])
  func published(rank: Double, expected: Double) throws {
    var values = OrderedValues()
    for value: Int64 in [50, 15, 40, 20, 35] { values.add(value) }

    let quantile = try #require(values.quantile(rank) { Double($0) })

    #expect(abs(quantile - expected) < 1e-12)
  }

  @Test("No values have no quantile")
  func empty() {
    var values = OrderedValues()
    #expect(values.quantile(0.5) { Double($0) } == nil)
    #expect(QuantileSketch().quantile(0.5) == nil)
  }

  @Test("Every rank is right after each of many additions and removals", arguments: 0..<8)
  func incremental(seed: Int) {
    var random = SeededNumbers(seed)
    var values = OrderedValues()
    var plain: [Int64] = []

    for _ in 0..<300 {
      for _ in 0..<Int.random(in: 0..<12, using: &random) {
        if Int.random(in: 0..<3, using: &random) == 0, !plain.isEmpty {
          values.subtract(plain.remove(at: Int.random(in: plain.indices, using: &random)))
        } else {
          plain.append(Int64.random(in: -40...40, using: &random))
          values.add(plain[plain.count - 1])
        }
      }
      let sorted = plain.sorted()
      for rank in sorted.indices where rank % 7 == 0 || rank == sorted.count - 1 {
        #expect(values.value(rank: rank) == sorted[rank])
      }
    }
  }

  @Test("Every rank of many values is right while values come, go and merge", arguments: 0..<10)
  func manyValues(seed: Int) {
    var random = SeededNumbers(seed)
    // All in 4 bytes; all alike; of every size; some in 8 bytes at last; negative ones, too.
    let draw = { (random: inout SeededNumbers, round: Int) -> Int64 in
      switch seed % 5 {
      case 0: Int64.random(in: 0...Int64(UInt32.max), using: &random)
      case 1: 700
      case 2: Int64(1) << Int64.random(in: 0..<32, using: &random) - 1
      case 3: Int64.random(in: 0..<(round < 3 ? 9000 : 1 << 40), using: &random)
      default: Int64.random(in: -1 << 62...1 << 62, using: &random) >> (random.next() % 60)
      }
    }
    var values = OrderedValues()
    var plain: [Int64] = []

    for round in 0..<6 {
      var other = OrderedValues()
      let new = (0..<[6000, 20, 5000, 90, 700, 30][round]).map { _ in draw(&random, round) }
      for (index, value) in new.enumerated() {
        if index % 3 == 0 { other.add(value) } else { values.add(value) }
      }
      values.merge(other)
      plain = (plain + new).shuffled(using: &random)
      let gone = plain.prefix(round == 0 ? 0 : Int.random(in: 0..<300, using: &random))
      for value in gone { values.subtract(value) }
      plain.removeFirst(gone.count)

      let sorted = plain.sorted()
      #expect(values.count == sorted.count)
      for rank in sorted.indices where rank % 61 == 0 || rank + 3 > sorted.count {
        #expect(values.value(rank: rank) == sorted[rank], "round \(round), rank \(rank)")
      }
    }
  }

  @Test("Long lists are sorted as short ones", arguments: [1, 511, 513, 5000])
  func sorting(count: Int) {
    var random = SeededNumbers(count)
    var values = (0..<count).map { _ in
      Bool.random(using: &random)
        ? Int64.random(in: Int64.min...Int64.max, using: &random)
        : Int64.random(in: -300...300, using: &random)
    }
    let expected = values.sorted()

    var narrow = values.map { UInt32(truncatingIfNeeded: $0) }
    let expectedNarrow = narrow.sorted()

    sortCells(&values)
    sortCells(&narrow)

    #expect(values == expected)
    #expect(narrow == expectedNarrow)
  }

  @Test("A sketch is at most 1 % from the value at the rank", arguments: 0..<16)
  func sketchBound(seed: Int) throws {
    var random = SeededNumbers(seed)
    var sketch = QuantileSketch()
    let values = (0..<5000).map { _ in
      Int64.random(in: 0...Int64(1) << Int64.random(in: 1...50, using: &random), using: &random)
        * (Bool.random(using: &random) ? 1 : -1)
    }
    for value in values { sketch.add(value) }
    let sorted = values.sorted()

    for rank in [0.0, 0.01, 0.25, 0.5, 0.9, 0.99, 1.0] {
      let exact = Double(sorted[Int(Double(values.count - 1) * rank)])
      let estimate = try #require(sketch.quantile(rank))
      #expect(abs(estimate - exact) <= QuantileSketch.relativeError * abs(exact) + 1e-9)
    }
  }
}
