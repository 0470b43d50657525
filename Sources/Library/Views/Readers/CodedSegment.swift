import Statistics

/// A sealed segment whose cells, or their quotients, are small numbers that lead to the cells of a
/// dimension by a table.
struct CodedSegment {
  /// More numbers than this are not worth a table for 65,536 rows.
  static let mostNumbers = 1 << 14

  let cells: ColumnSegment
  /// `nil` where the cells themselves lead to the table.
  var divisor: CellDivisor?
  /// The dimension's cell by number.
  let table: [Int64]

  /// Codes of a dictionary as they lie in a sealed segment, each with the dimension's cell for it;
  /// `nil` where the codes are many.
  init?(codes: ColumnSegment, cell: (UInt32) -> Int64) {
    guard codes.width < 4, codes.greatest - codes.base < CodedSegment.mostNumbers else {
      return nil
    }
    cells = codes
    let numbers = 0...(codes.greatest - codes.base) / codes.step
    table = numbers.map { cell(UInt32(codes.base + codes.step * $0)) }
  }

  /// Times in a sealed segment, and the `unit` microseconds since 1970-01-01T00:00+08:00 that each lies
  /// in; `nil` where these are many or not soon found.
  init?(times: ColumnSegment, unit: Int64, offset: Int64, cell: (Int64) -> Int64) {
    guard times.width < 8, !times.hasMarks, times.least <= times.greatest,
      times.least > Cell.leastPlain, unit % times.step == 0
    else { return nil }
    let (start, overflow) = times.base.addingReportingOverflow(offset)
    guard !overflow else { return nil }
    let first = start / unit - (start % unit < 0 ? 1 : 0)
    let rest = start - first * unit
    let greatest = UInt64((times.greatest - times.base) / times.step)
    guard
      let divisor = CellDivisor(
        UInt64(unit / times.step), movedBy: UInt64(rest / times.step), greatest: greatest)
    else { return nil }
    let count = divisor.quotient(greatest) + 1
    guard count <= CodedSegment.mostNumbers else { return nil }
    cells = times
    self.divisor = divisor
    table = (0..<count).map { cell(first + Int64($0)) }
  }
}
