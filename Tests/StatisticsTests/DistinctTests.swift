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
    let counts = DistinctCounts(areCodes: seed % 8 < 4)
    counts.grow(to: groupCount)
    var plain: [(group: UInt32, value: Int64)] = []

    for _ in 0..<40 {
      let added = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
        (
          group: UInt32.random(in: 0..<UInt32(groupCount), using: &random),
          value: Int64.random(in: 0..<60, using: &random)
            * (seed % 8 >= 4 && seed % 3 == 0 ? 1 << 40 : 1)
        )
      }
      plain += added
      change(added) { counts.add($0, byGroup: $1) }
      plain.shuffle(using: &random)
      let removed = Array(plain.prefix(plain.count / 3))
      plain.removeFirst(removed.count)
      change(removed) { counts.subtract($0, byGroup: $1) }
      for group in 0..<groupCount {
        let expected = Set(plain.filter { $0.group == UInt32(group) }.map(\.value)).count
        #expect(counts[group] == Int64(expected))
      }
    }
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
