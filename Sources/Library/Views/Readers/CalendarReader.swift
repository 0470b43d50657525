import Commerce
import Statistics

/// Reads a unit of the calendar from the record's event time.
final class CalendarReader: DimensionReader {
  /// Days from 1950 to 2069, whose months, weeks and weekdays are derived once.
  private static let tabled = -7305..<36_525

  private let table: Table
  private let field: Int
  private let unit: CalendarUnit
  /// By day from 1950; empty for units that need no calendar.
  private let ofDay: [Int64]

  init(_ dimension: Dimension, unit: CalendarUnit, field: Int, library: Library) {
    table = library[dimension.recordClass]
    self.field = field
    self.unit = unit
    switch unit {
    case .minute, .hour, .day, .hourOfDay: ofDay = []
    case .week, .month, .quarter, .year, .weekday:
      ofDay = CalendarReader.tabled.map { unit.value(onDay: Int64($0)) }
    }
    super.init(dimension)
  }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    guard let column = table.numbers(field) else {
      return cells.update(repeating: Cell.absent, count: run.count)
    }
    run.read(column.cells, into: cells)
    switch unit {
    case .minute: divideChinaTime(cells, count: run.count, by: 60_000_000)
    case .hour: divideChinaTime(cells, count: run.count, by: 3_600_000_000)
    case .day: divideChinaTime(cells, count: run.count, by: 86_400_000_000)
    case .hourOfDay:
      divideChinaTime(cells, count: run.count, by: 3_600_000_000)
      for position in 0..<run.count where cells[position] != Cell.absent {
        let rest = cells[position] % 24
        cells[position] = rest < 0 ? rest + 24 : rest
      }
    case .week, .month, .quarter, .year, .weekday:
      divideChinaTime(cells, count: run.count, by: 86_400_000_000)
      lookUpDays(cells, count: run.count)
    }
  }

  override func codedSegment(_ index: Int) -> CodedSegment? {
    guard let (segment, isSealed) = table.numbers(field)?.cells.segment(index), isSealed else {
      return nil
    }
    let offset = Timestamp.chinaOffsetSeconds * 1_000_000
    let length: Int64 =
      switch unit {
      case .minute: 60_000_000
      case .hour, .hourOfDay: 3_600_000_000
      case .day, .week, .month, .quarter, .year, .weekday: 86_400_000_000
      }
    return CodedSegment(times: segment, unit: length, offset: offset) { number in
      switch unit {
      case .minute, .hour, .day: number
      case .hourOfDay: number - floorDivide(number, 24) * 24
      case .week, .month, .quarter, .year, .weekday: unit.value(onDay: number)
      }
    }
  }

  private func lookUpDays(_ cells: UnsafeMutablePointer<Int64>, count: Int) {
    let first = CalendarReader.tabled.lowerBound
    ofDay.withUnsafeBufferPointer { ofDay in
      for position in 0..<count where cells[position] != Cell.absent {
        let index = cells[position] &- Int64(first)
        cells[position] =
          index >= 0 && index < Int64(ofDay.count)
          ? ofDay[Int(index)] : unit.value(onDay: cells[position])
      }
    }
  }
}

/// Turns instants (rows × 1, microseconds) into whole units since 1970 on a clock in +08:00.
private func divideChinaTime(
  _ cells: UnsafeMutablePointer<Int64>, count: Int, by unit: Int64
) {
  let offset = Timestamp.chinaOffsetSeconds * 1_000_000
  for position in 0..<count where cells[position] != Cell.absent {
    let shifted = cells[position] &+ offset
    let quotient = shifted / unit
    cells[position] = shifted &- quotient &* unit < 0 ? quotient - 1 : quotient
  }
}
