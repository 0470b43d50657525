import Commerce
import Statistics

/// A comparison of numbers: whether a cell lies in a stretch of cells.
struct CellTest {
  private let reader: DimensionReader
  private let comparison: Comparison
  /// The number in tenths of a trillionth (10⁻¹³), for decimals that no cell holds.
  private let exact: Int128
  /// The least and greatest cell inside; an empty stretch where least > greatest.
  private let least: Int64
  private let greatest: Int64
  /// Whether the comparison holds outside the stretch instead.
  private let isOutside: Bool

  init(_ reader: DimensionReader, _ comparison: Comparison, _ literal: Literal) {
    self.reader = reader
    self.comparison = comparison
    isOutside = comparison == .notEqual
    let floor: Int128
    let isWhole: Bool
    switch literal {
    case .cell(let cell):
      (floor, isWhole, exact) = (Int128(cell), true, Int128(cell))
    case .exact(let decimal):
      exact = decimal.units
      let one: Int128 = 10_000_000_000_000
      let (quotient, rest) = scaled(decimal.units, by: reader.dimension.type.scale, per: one)
      (floor, isWhole) = (quotient, rest)
    case .text:
      (floor, isWhole, exact) = (0, false, 0)
    }
    let lowest = Int128(Cell.leastPlain)
    let highest = Int128(Int64.max)
    let bounds: (Int128, Int128) =
      switch comparison {
      case .equal, .notEqual: isWhole ? (floor, floor) : (1, 0)
      case .less: (lowest, isWhole ? floor - 1 : floor)
      case .atMost: (lowest, floor)
      case .greater: (floor + 1, highest)
      case .atLeast: (isWhole ? floor : floor + 1, highest)
      }
    let isEmpty = bounds.0 > bounds.1 || bounds.0 > highest || bounds.1 < lowest
    least = isEmpty ? 1 : Int64(max(bounds.0, lowest))
    greatest = isEmpty ? 0 : Int64(min(bounds.1, highest))
  }

  /// Fills `verdicts` for a run in a sealed segment of numbers; `false` where it is none.
  func evaluate(sealed run: RowRun, into verdicts: UnsafeMutablePointer<UInt8>) -> Bool {
    guard case .run(let rows) = run.rows, !rows.isEmpty,
      let segment = reader.numberSegment(rows.lowerBound &>> 16), !segment.hasMarks
    else { return false }
    segment.lookUp(
      inside: isOutside ? Verdict.no : Verdict.yes, outside: isOutside ? Verdict.yes : Verdict.no,
      least: least, greatest: greatest, from: rows.lowerBound & 0xFFFF, count: rows.count,
      into: verdicts)
    return true
  }

  func evaluate(
    _ cells: UnsafePointer<Int64>, count: Int, into verdicts: UnsafeMutablePointer<UInt8>
  ) {
    let inside = isOutside ? Verdict.no : Verdict.yes
    let outside = isOutside ? Verdict.yes : Verdict.no
    var hasCoded = false
    for row in 0..<count {
      let cell = cells[row]
      let verdict = cell >= least && cell <= greatest ? inside : outside
      verdicts[row] = cell < Cell.leastPlain ? Verdict.unknown : verdict
      hasCoded = hasCoded || (cell < Cell.leastPlain && cell != Cell.absent)
    }
    guard hasCoded else { return }
    for row in 0..<count {
      guard let decimal = reader.decimal(ofCode: cells[row]) else { continue }
      verdicts[row] = comparison.holds(decimal.units, exact) ? Verdict.yes : Verdict.no
    }
  }
}

/// `units` × `scale` ÷ `one`, rounded down, and whether that is exact.
private func scaled(
  _ units: Int128, by scale: Int64, per one: Int128
) -> (floor: Int128, isWhole: Bool) {
  let (whole, part) = units.quotientAndRemainder(dividingBy: one)
  let (partFloor, rest) = (part * Int128(scale)).quotientAndRemainder(dividingBy: one)
  let (scaledWhole, overflow) = whole.multipliedReportingOverflow(by: Int128(scale))
  guard !overflow else { return (units < 0 ? Int128(Int64.min) : Int128(Int64.max), false) }
  return (scaledWhole + partFloor - (rest < 0 ? 1 : 0), rest == 0)
}
