/// Rows of orders as a CSV file has them, and cells cut from them, for the loops over bytes.
final class MicroText {
  private static let padding = 128
  static let rowCount = 8192

  /// Readable 128 bytes past its end.
  let bytes: UnsafeMutableRawBufferPointer
  private let start: UnsafeRawPointer
  let length: Int
  /// The cells of a column: where each begins and ends.
  private(set) var times: [Range<Int>] = []
  private(set) var amounts: [Range<Int>] = []
  private(set) var sellers: [Range<Int>] = []
  private(set) var buyers: [Range<Int>] = []
  private(set) var categories: [Range<Int>] = []

  init() {
    var draws = Draws()
    var text: [UInt8] = []
    func cell(_ content: String, end: Character = ",") -> Range<Int> {
      let start = text.count
      text += Array(content.utf8)
      defer { text.append(end.asciiValue ?? 0) }
      return start..<text.count
    }
    for row in 0..<MicroText.rowCount {
      _ = cell("P20260601\(10_000_000 + row)")
      times.append(cell("2026-06-01T\(10 + row / 4096):\(10 + row / 64 % 50):17+08:00"))
      sellers.append(cell("91350582MAX08\(10_000 + draws.next(below: 4000))"))
      buyers.append(cell("U\(100_000_000 + draws.next(below: 500_000))"))
      categories.append(cell("category-\(draws.next(below: 24))"))
      _ = cell("\(1 + draws.next(below: 5))")
      amounts.append(
        cell("\(draws.next(below: 2000)).\(10 + draws.next(below: 90))", end: "\n"))
    }
    length = text.count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: length + MicroText.padding, alignment: 64)
    start = UnsafeRawPointer(memory)
    bytes = UnsafeMutableRawBufferPointer(start: memory, count: length + MicroText.padding)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    bytes.copyBytes(from: text)
  }

  deinit { bytes.deallocate() }

  var base: UnsafeRawPointer { start }

  /// Cells as a batch has them: where the text begins above its length.
  static func packed(_ cells: [Range<Int>]) -> [Int64] {
    cells.map { Int64($0.lowerBound) << 24 | Int64($0.count) }
  }
}
