import Statistics
import Testing

@Suite("A column whose full segments are sealed")
struct NarrowColumnTests {
  private static let absent = Int64.min
  private static let wide = Int64.min + 1

  @Test("Numbers of every range and step come back as they were", arguments: 0..<24)
  func numbers(seed: Int) {
    var random = SeededNumbers(seed)
    let column = NarrowColumn<Int64>()
    var naive: [Int64] = []
    while naive.count < 200_000 {
      let part = batch(shape: seed % 12, count: Int.random(in: 1...9000, using: &random), &random)
      let before = column.count
      part.withUnsafeBufferPointer { column.append(contentsOf: $0) }
      naive += part
      for range in segmentRanges(before..<column.count) {
        #expect(Array(column.newRows(range)) == Array(naive[range]))
      }
    }

    expectEqual(column, naive, &random)
    expectBounds(column, naive)
  }

  @Test(
    "Codes come back as they were", arguments: [0, 1, 200, 255, 256, 65_535, 65_536, 4_000_000_000])
  func codes(most: UInt32) {
    var random = SeededNumbers(Int(most))
    let column = NarrowColumn<UInt32>()
    var naive: [UInt32] = []
    while naive.count < 150_000 {
      let part = (0..<7000).map { _ in UInt32.random(in: 0...most, using: &random) }
      part.withUnsafeBufferPointer { column.append(contentsOf: $0) }
      naive += part
    }

    expectEqual(column, naive, &random)
  }

  @Test("Sealed segments are as narrow as their values")
  func widths() {
    func width(_ value: (Int) -> Int64) -> Int {
      let column = NarrowColumn<Int64>()
      let values = (0...65_536).map(value)
      values.withUnsafeBufferPointer { column.append(contentsOf: $0) }
      column.append(0)
      return column.segment(0).cells.width
    }
    #expect(width { _ in 7 } == 0)
    #expect(width { _ in NarrowColumnTests.absent } == 0)
    #expect(width { Int64($0 % 256) } == 1)
    #expect(width { $0 == 5 ? NarrowColumnTests.absent : Int64($0 % 254) } == 1)
    #expect(width { $0 == 5 ? NarrowColumnTests.absent : Int64($0 % 255) } == 2)
    #expect(width { 1_780_000_000_000_000 + Int64($0 % 60_000) * 1_000_000 } == 2, "seconds")
    #expect(width { Int64($0 % 60_000) * 100 } == 2, "whole fen")
    #expect(width { Int64($0) * 65_000 } == 4)
    #expect(width { $0 % 2 == 0 ? Int64.max : NarrowColumnTests.wide + 1 } == 8)
  }

  /// Values of twelve kinds: constant, small, with marks, in steps, negative, as far apart as can be.
  private func batch(shape: Int, count: Int, _ random: inout SeededNumbers) -> [Int64] {
    let absent = NarrowColumnTests.absent
    let wide = NarrowColumnTests.wide
    return (0..<count).map { _ in
      switch shape {
      case 0: 42
      case 1: Int64.random(in: 0...250, using: &random)
      case 2: Bool.random(using: &random) ? absent : Int64.random(in: 0...255, using: &random)
      case 3: [absent, wide, 3].randomElement(using: &random) ?? 0
      case 4: Int64.random(in: -20_000...20_000, using: &random) * 1_000_000
      case 5: Int64.random(in: 1...4_000_000, using: &random) * 100
      case 6:
        Bool.random(using: &random) ? wide : Int64.random(in: 0...60_000, using: &random) * 10_000
      case 7: Int64.random(in: wide + 1 ... .max, using: &random)
      case 8: [absent, wide].randomElement(using: &random) ?? 0
      case 9: absent
      case 10: Int64.random(in: 0...0xFFFF_FFFF, using: &random) - 7
      default: [.max, wide + 1, 0, absent].randomElement(using: &random) ?? 0
      }
    }
  }

  private func expectEqual<Element>(
    _ column: NarrowColumn<Element>, _ naive: [Element], _ random: inout SeededNumbers
  ) {
    #expect(column.count == naive.count)
    for range in segmentRanges(0..<naive.count) {
      #expect(column.withRows(range) { Array($0) } == Array(naive[range]))
    }
    for _ in 0..<3000 {
      let row = Int.random(in: naive.indices, using: &random)
      #expect(column[row] == naive[row])
      let end = min(naive.count, row + 70, (row | 0xFFFF) + 1)
      var copy = Array(repeating: Int64(1), count: end - row)
      copy.withUnsafeMutableBufferPointer { copy in
        copy.baseAddress.map { column.read(row..<end, into: $0) }
      }
      #expect(copy == naive[row..<end].map { Int64($0) })
    }
  }

  /// The bounds of a sealed segment are those of its values without the marks.
  private func expectBounds(_ column: NarrowColumn<Int64>, _ naive: [Int64]) {
    for (index, range) in segmentRanges(0..<naive.count).enumerated() {
      let (cells, isSealed) = column.segment(index)
      guard isSealed else { continue }
      let plain = naive[range].filter { $0 > NarrowColumnTests.wide }
      if let least = plain.min(), let greatest = plain.max() {
        #expect(cells.least == least && cells.greatest == greatest)
      } else {
        #expect(cells.least > cells.greatest)
      }
    }
  }
}
