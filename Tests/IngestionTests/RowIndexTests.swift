import CProcessor
import Fuzzing
import Ingestion
import Testing

@Suite("The index of usual rows")
struct RowIndexTests {
  @Test("The processor's masks are the plain ones", arguments: 0..<100)
  func masks(seed: Int) {
    var random = Seeded(seed)
    let bytes = anyText(&random, count: 64 + scanPadding)
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let given = text_masks_64(base, comma, quoteMark)
      let plain = plainTextMasks(base, separator: comma, odd: quoteMark)
      #expect(given.ends == plain.ends && given.line_feeds == plain.line_feeds)
      #expect(given.odd == plain.odd && given.high == plain.high)
      let characters = (utf8_masks_64(base), plainUTF8Masks(base))
      #expect(characters.0.leads == characters.1.leads)
      #expect(characters.0.followers == characters.1.followers)
    }
  }

  @Test(
    "Every row that it gives is the machine's, and well-formed where it says so", arguments: 0..<200
  )
  func rows(seed: Int) {
    var random = Seeded(seed)
    let count = Int.random(in: 1...400, using: &random)
    let bytes = anyText(&random, count: count + scanPadding)
    var machine = DelimitedRows(delimiter: comma, rowLimit: 40)
    var index = RowIndex(
      separator: comma, odd: quoteMark, isWide: seed % 2 == 0 && RowIndex.hasWide)
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < count {
        while index.seek(start, in: base, to: count), let row = index.usualRow(base, limit: 40) {
          let found = machine.next(base, from: start, to: count, isLast: false)
          expectSame(row, found, machine, start)
          if !row.mayHaveHighBytes {
            #expect(firstByteNotUTF8(base, from: start, to: row.end) == nil)
          }
          start = index.next() + 1
        }
        guard start < count else { break }
        let found = machine.next(base, from: start, to: count, isLast: false)
        if found.kind == .incomplete { break }
        start = found.end + 1
      }
    }
  }

  private func expectSame(
    _ row: RowIndex.UsualRow, _ found: RowScan, _ machine: DelimitedRows, _ start: Int
  ) {
    #expect(row.end == found.end)
    guard row.end > start else {
      #expect(found.kind == .empty)
      return
    }
    #expect(found.kind == .row)
    #expect(row.count == machine.count)
    let ends = (0..<row.count).map { Int(row.ends[$0]) }
    #expect(ends == (0..<machine.count).map { Int(machine.cells[$0].end) })
  }

  /// Cells, line ends, and now and then what is not usual.
  private func anyText(_ random: inout Seeded, count: Int) -> [UInt8] {
    let pieces = ["a", ",", "bc", ",", "\n", "\r\n", "商品", "é", "\"", "\r", "\0", "\t", "😀", "ퟏ"]
    let isOdd = Int.random(in: 0..<3, using: &random) == 0
    var bytes: [UInt8] = []
    while bytes.count < count {
      let kinds = Int.random(in: 0..<8, using: &random) == 0 ? pieces.count : 7
      let piece = pieces[Int.random(in: 0..<kinds, using: &random)]
      bytes += Array(piece.utf8)
      if isOdd, Int.random(in: 0..<20, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    return Array(bytes.prefix(count))
  }
}

private let comma = UInt8(ascii: ",")
