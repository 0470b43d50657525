import Commerce
import Statistics

/// A condition on a text, asked once for each different text and kept.
final class TextTest {
  private static let unknown: UInt8 = 255

  private let reader: DimensionReader
  private let holds: (UnsafeRawBufferPointer) -> Bool
  /// Asked of the code where the text itself does not hold.
  private let orCode: ((UInt32) -> Bool)?
  /// Cells from here up are kept in a dictionary, not in an array.
  private let most: Int64
  /// Verdicts by cell, for small cells such as codes.
  private var verdictOfCell: [UInt8] = []
  private var verdictOfOther: [Int64: UInt8] = [:]

  init(
    _ reader: DimensionReader, holds: @escaping (UnsafeRawBufferPointer) -> Bool,
    orCode: ((UInt32) -> Bool)? = nil
  ) {
    self.orCode = orCode
    self.reader = reader
    most = reader.dimension.type == .text ? 1 << 27 : 1 << 20
    self.holds = holds
  }

  func evaluate(
    _ cells: UnsafePointer<Int64>, count: Int, into verdicts: UnsafeMutablePointer<UInt8>
  ) {
    let most = most
    var greatest: Int64 = 0
    for row in 0..<count where cells[row] < most { greatest = max(greatest, cells[row]) }
    if greatest >= Int64(verdictOfCell.count) {
      let size = max(Int(greatest) + 1, verdictOfCell.count * 2)
      verdictOfCell.append(
        contentsOf: repeatElement(TextTest.unknown, count: size - verdictOfCell.count))
    }
    verdictOfCell.withUnsafeMutableBufferPointer { known in
      for row in 0..<count {
        let cell = cells[row]
        guard cell >= 0, cell < most else {
          verdicts[row] = cell == Cell.absent ? Verdict.unknown : other(cell)
          continue
        }
        if known[Int(cell)] == TextTest.unknown { known[Int(cell)] = ask(cell) }
        verdicts[row] = known[Int(cell)]
      }
    }
  }

  private func ask(_ cell: Int64) -> UInt8 {
    if reader.withText(cell, holds) { return Verdict.yes }
    return orCode?(UInt32(truncatingIfNeeded: cell)) == true ? Verdict.yes : Verdict.no
  }

  private func other(_ cell: Int64) -> UInt8 {
    if let known = verdictOfOther[cell] { return known }
    let verdict = ask(cell)
    verdictOfOther[cell] = verdict
    return verdict
  }
}
