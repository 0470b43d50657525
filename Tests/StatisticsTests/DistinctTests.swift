import Statistics
import Testing

@Suite("Counts of different values")
struct DistinctTests {
  // 4 standard errors: one estimate in 16,000 may be further off.
  @Test("The sketch is within its bound", arguments: [100, 256, 257, 3000, 40_000, 300_000])
  func sketchBound(count: Int) {
    var sketch = DistinctSketch()
    for value in 0..<count {
      sketch.add(Int64(value) * 977)
      sketch.add(Int64(value) * 977)
    }

    let off = abs(Double(sketch.estimate) - Double(count)) / Double(count)

    #expect(off <= 4 * DistinctSketch.standardError)
    if count <= 256 { #expect(off == 0) }
  }

  @Test("Merged sketches estimate the union", arguments: [10, 200, 5000])
  func merging(count: Int) {
    var (left, right, whole) = (DistinctSketch(), DistinctSketch(), DistinctSketch())
    for value in 0..<count {
      left.add(Int64(value))
      right.add(Int64(value + count / 2))
      whole.add(Int64(value))
      whole.add(Int64(value + count / 2))
    }

    left.merge(right)

    #expect(left == whole)
  }

  @Test("Exact counts follow additions and removals in every group", arguments: 0..<32)
  func exact(seed: Int) {
    var random = SeededNumbers(seed)
    // One group, few, as many as have rows of pairs, more than can have.
    let groupCount = [1, 5, 100, 400][seed % 4]
    // A value alone has more rows than a word has room for.
    let valueCount = Int64([60, 1][seed / 8 % 2])
    let counts = DistinctCounts(areCodes: seed % 8 < 4)
    counts.grow(to: groupCount)
    var plain: [(group: UInt32, value: Int64)] = []

    for _ in 0..<40 {
      let added = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
        (
          group: UInt32.random(in: 0..<UInt32(groupCount), using: &random),
          value: Int64.random(in: 0..<valueCount, using: &random)
            * (seed % 8 >= 4 && seed % 3 == 0 ? 1 << 40 : 1)
        )
      }
      plain += added
      change(added) { counts.add($0, byGroup: $1) }
      plain.shuffle(using: &random)
      let removed = Array(plain.prefix(plain.count / 3))
      plain.removeFirst(removed.count)
      change(removed) { counts.subtract($0, byGroup: $1) }
      for group in 0..<groupCount { #expect(counts[group] == distinct(plain, in: group)) }
    }
  }

  @Test(
    "Merged counts are those of all rows, and rows of either can be taken out", arguments: 0..<16)
  func mergingExact(seed: Int) {
    var random = SeededNumbers(seed)
    let groupCount = [3, 12, 253, 300][seed % 4]
    let most = Int64([5, 4000][seed / 4 % 2])
    let (left, right) = (
      DistinctCounts(areCodes: seed < 8), DistinctCounts(areCodes: seed < 8)
    )
    var rows: [(group: UInt32, value: Int64)] = []
    for counts in [left, right] {
      counts.grow(to: groupCount)
      let added = (0..<3000).map { _ in
        (
          group: UInt32.random(in: 0..<UInt32(groupCount), using: &random),
          value: Int64.random(in: 0..<most, using: &random)
        )
      }
      change(added) { counts.add($0, byGroup: $1) }
      // The groups of the other go by other numbers here.
      rows +=
        counts === left
        ? added : added.map { (UInt32(groupCount - 1) - $0.group, $0.value) }
    }

    let numbers = (0..<UInt32(groupCount)).reversed().map { $0 }
    numbers.withUnsafeBufferPointer { left.merge(right, groups: $0) }
    rows.shuffle(using: &random)
    let removed = Array(rows.prefix(rows.count / 2))
    rows.removeFirst(removed.count)
    change(removed) { left.subtract($0, byGroup: $1) }

    for group in 0..<groupCount { #expect(left[group] == distinct(rows, in: group)) }
  }

  /// How many different values a group has.
  private func distinct(_ rows: [(group: UInt32, value: Int64)], in group: Int) -> Int64 {
    Int64(Set(rows.filter { $0.group == UInt32(group) }.map(\.value)).count)
  }

  private func change(
    _ rows: [(group: UInt32, value: Int64)],
    _ body: (UnsafeBufferPointer<Int64>, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    rows.map(\.value).withUnsafeBufferPointer { values in
      rows.map(\.group).withUnsafeBufferPointer { body(values, $0) }
    }
  }
}
