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
  /// The sealed segment that was read last, its number and its verdicts by code.
  private var sealed: (ColumnSegment, [UInt8])?
  private var sealedIndex = -1

  init(
    _ reader: DimensionReader, holds: @escaping (UnsafeRawBufferPointer) -> Bool,
    orCode: ((UInt32) -> Bool)? = nil
  ) {
    self.orCode = orCode
    self.reader = reader
    most = reader.dimension.type == .text ? 1 << 27 : 1 << 20
    self.holds = holds
  }

  /// Fills `verdicts` for a run in a sealed segment of few codes; `false` where it is none.
  func evaluate(sealed run: RowRun, into verdicts: UnsafeMutablePointer<UInt8>) -> Bool {
    guard case .run(let rows) = run.rows, !rows.isEmpty else { return false }
    let index = rows.lowerBound &>> 16
    if index != sealedIndex {
      sealed = reader.codedSegment(index).flatMap { segment in
        segment.divisor == nil ? (segment.cells, segment.table.map(verdict)) : nil
      }
      sealedIndex = sealed == nil ? -1 : index
    }
    guard let (segment, verdictOfCode) = sealed else { return false }
    segment.look(
      up: verdictOfCode, from: rows.lowerBound & 0xFFFF, count: rows.count, into: verdicts)
    return true
  }

  private func verdict(_ cell: Int64) -> UInt8 {
    guard cell != Cell.absent else { return Verdict.unknown }
    guard cell >= 0, cell < most else { return other(cell) }
    if cell < Int64(verdictOfCell.count), verdictOfCell[Int(cell)] != TextTest.unknown {
      return verdictOfCell[Int(cell)]
    }
    return ask(cell)
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
