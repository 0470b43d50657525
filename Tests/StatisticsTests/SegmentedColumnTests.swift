import Statistics
import Testing

@Suite("Columns in segments")
struct SegmentedColumnTests {
  @Test(
    "Rows stay where they are, however they were added", arguments: [1, 7, 65_535, 65_536, 70_001])
  func growth(step: Int) {
    let column = SegmentedColumn<Int32>()
    var plain: [Int32] = []
    while plain.count < 200_000 {
      let part = (0..<step).map { Int32(plain.count + $0) }
      part.withUnsafeBufferPointer { column.append(contentsOf: $0) }
      plain += part
      column.append(-1)
      plain.append(-1)
      column.append(repeating: 5, count: 3)
      plain += [5, 5, 5]
      if step == 1, plain.count > 5_000 { break }
    }

    let read = segmentRanges(0..<column.count, atMost: 10_000).flatMap { Array(column.rows($0)) }
    #expect(read == plain)
    #expect(plain.indices.allSatisfy { column[$0] == plain[$0] })
  }

  @Test("Millions of rows keep their values, whatever the size of one")
  func large() {
    struct Triple: BitwiseCopyable, Equatable {
      var first: Int64
      var second: Int64
      var third: Int64
    }
    let triples = SegmentedColumn<Triple>()
    let bytes = SegmentedColumn<UInt8>()
    let count = 3_000_000
    for row in 0..<count {
      triples.append(Triple(first: Int64(row), second: -1, third: Int64(row) * 2))
      bytes.append(UInt8(truncatingIfNeeded: row))
    }

    #expect(
      stride(from: 0, to: count, by: 999).allSatisfy { row in
        triples[row] == Triple(first: Int64(row), second: -1, third: Int64(row) * 2)
          && bytes[row] == UInt8(truncatingIfNeeded: row)
      })
  }

  @Test("Ranges lie in one segment each, and together are the whole")
  func ranges() {
    let ranges = segmentRanges(60_000..<140_000, atMost: 50_000)

    #expect(ranges == [60_000..<65_536, 65_536..<115_536, 115_536..<131_072, 131_072..<140_000])
    #expect(segmentRanges(5..<5).isEmpty)
  }
}
