import Statistics
import Testing

@Suite("Groups by key")
struct GroupIndexTests {
  @Test(
    "Equal keys get equal groups, new keys the next one, whatever the cells",
    arguments: 0..<40)
  func keys(seed: Int) {
    var random = SeededNumbers(seed)
    let width = seed % 4
    let index = GroupIndex(width: width)
    var known: [[Int64]: UInt32] = [:]
    var groups = [UInt32](repeating: 0, count: 200)

    for _ in 0..<30 {
      let rows = Int.random(in: 0...200, using: &random)
      let columns = (0..<width).map { _ in (0..<rows).map { _ in cell(&random, seed) } }
      withPointers(columns) { index.find($0, rows: rows, into: &groups) }
      for row in 0..<rows {
        let key = columns.map { $0[row] }
        if known[key] == nil { known[key] = UInt32(known.count) }
        #expect(groups[row] == known[key])
        #expect((0..<width).map { index.key(Int(groups[row]), $0) } == key)
        #expect(index.group(of: key) == Int(groups[row]))
      }
      #expect(index.count == (width == 0 ? 1 : known.count))
    }
    if width > 0 { #expect(index.group(of: Array(repeating: 77_777_777, count: width)) == nil) }
  }

  /// Small, negative, far apart, absent and coded cells, by seed.
  private func cell(_ random: inout SeededNumbers, _ seed: Int) -> Int64 {
    switch Int.random(in: 0..<(4 + seed % 3), using: &random) {
    case 0: Cell.absent
    case 4: Int64.random(in: -9_000_000...9_000_000, using: &random)
    case 5:
      [Int64.max, Int64.max - 1, Cell.leastPlain, Cell.absent + 3].randomElement(using: &random)
        ?? 0
    default: Int64.random(in: -50...50, using: &random)
    }
  }

  private func withPointers(_ columns: [[Int64]], _ body: ([UnsafePointer<Int64>]) -> Void) {
    let copies = columns.map { column in
      let copy = UnsafeMutablePointer<Int64>.allocate(capacity: max(1, column.count))
      copy.initialize(from: column, count: column.count)
      return copy
    }
    body(copies.map { UnsafePointer($0) })
    for copy in copies { copy.deallocate() }
  }
}
