import Commerce
import Statistics

/// Reads runs of rows of one table: which of them a query selects, and the cells of its dimensions.
///
/// Dimensions whose values change after a row arrives are remembered as they were when last read
/// with `.current`, so that what was added can be taken out again.
final class Scan {
  /// Which rows of a run may be selected at all.
  enum Standing {
    case live
    /// Live, or a duplicate or conflict of a live row.
    case liveOrRepeated
    case any
    case visible(asOf: Timestamp)
  }

  /// Which values of dimensions that change are read.
  enum Moment {
    case current
    /// Those that were read last.
    case recorded
  }

  let table: Table
  private(set) var readers: [DimensionReader] = []
  private var test: RowTest?
  private var indexOfDimension: [Dimension: Int] = [:]
  private var buffers: [UnsafeMutablePointer<Int64>] = []
  /// Values of changing dimensions when last read (rows × 1); `nil` for all others.
  private var records: [SegmentedColumn<Int64>?] = []
  /// How far each buffer is: not read, all rows of the run, selected rows only.
  private var stages: [Stage] = []
  /// Positions in the run that are selected, ascending.
  private let selection: UnsafeMutablePointer<UInt32>
  private let library: Library
  private var run = RowRun(0..<0)
  private var moment = Moment.current
  private(set) var selectedCount = 0

  private enum Stage {
    case unread
    case whole
    case selected
  }

  init(
    _ library: Library, _ recordClass: RecordClass, filter: Filter?, search: String? = nil
  ) {
    self.library = library
    table = library[recordClass]
    selection = UnsafeMutablePointer<UInt32>.allocate(capacity: RowRun.most)
    let place = { [self] (dimension: Dimension) in
      let index = column(of: dimension)
      return (index: index, reader: readers[index])
    }
    let tests = [
      filter.map { RowTest.make($0.condition, column: place) },
      search.map { RowTest.search($0, in: library, recordClass, column: place) },
    ].compactMap { $0 }
    test = tests.count > 1 ? RowTest.all(tests) : tests.first
  }

  deinit {
    selection.deallocate()
    for buffer in buffers { buffer.deallocate() }
  }

  /// Where the cells of a dimension will be; asks for them from now on.
  func column(of dimension: Dimension) -> Int {
    if let known = indexOfDimension[dimension] { return known }
    let index = readers.count
    indexOfDimension[dimension] = index
    readers.append(library.reader(of: dimension))
    buffers.append(UnsafeMutablePointer<Int64>.allocate(capacity: RowRun.most))
    records.append(dimension.isVolatile ? SegmentedColumn<Int64>() : nil)
    stages.append(.unread)
    return index
  }

  /// Whether a dimension changes after a row arrives.
  var isVolatile: Bool { records.contains { $0 != nil } }

  /// Whether values that were read before may have changed without a row being touched.
  func isOutdated() -> Bool { readers.contains { $0.isOutdated() } }

  /// Forgets what was derived from other tables.
  func reset() { for reader in readers { reader.reset() } }

  /// Reads a run and gives the number of rows that are selected.
  ///
  /// `time` is the column of event time; `window` selects by it.
  func load(
    _ newRun: RowRun, _ standing: Standing, _ newMoment: Moment = .current, time: Int? = nil,
    window: TimeSpan? = nil
  ) -> Int {
    run = newRun
    moment = newMoment
    for column in stages.indices { stages[column] = .unread }
    selectedCount = select(standing)
    if let time, let window { keep(time, in: window) }
    if selectedCount > 0, let test {
      test.evaluate(run) { UnsafePointer(whole($0)) }
      keep(test.verdicts)
    }
    return selectedCount
  }

  /// What the filter finds of each row of a run (rows × 1); `nil` where there is no filter.
  func verdicts(_ newRun: RowRun) -> UnsafePointer<UInt8>? {
    guard let test else { return nil }
    run = newRun
    moment = .current
    for column in stages.indices { stages[column] = .unread }
    test.evaluate(run) { UnsafePointer(whole($0)) }
    return UnsafePointer(test.verdicts)
  }

  /// The cells of a column (selected rows × 1); valid until the next `load`.
  func cells(_ column: Int) -> UnsafeBufferPointer<Int64> {
    let buffer = whole(column)
    if stages[column] == .whole, selectedCount < run.count {
      for index in 0..<selectedCount { buffer[index] = buffer[Int(selection[index])] }
    }
    stages[column] = .selected
    return UnsafeBufferPointer(start: buffer, count: selectedCount)
  }

  /// The row number of a selected row.
  func row(_ index: Int) -> Int { run.row(Int(selection[index])) }

  /// Appends the row numbers of the selected rows.
  func appendSelected(to rows: inout [UInt32]) {
    guard case .run(let range) = run.rows else { return }
    let first = UInt32(range.lowerBound)
    let selection = selection
    rows.append(contentsOf: (0..<selectedCount).lazy.map { first &+ selection[$0] })
  }

  /// The cells of a column, of all rows of the run unless they were cut to the selected ones.
  private func whole(_ column: Int) -> UnsafeMutablePointer<Int64> {
    let buffer = buffers[column]
    guard stages[column] == .unread else { return buffer }
    stages[column] = .whole
    guard let record = records[column] else {
      readers[column].read(run, into: buffer)
      return buffer
    }
    record.ensure(table.count, filledWith: Cell.absent)
    if case .recorded = moment {
      run.read(record, into: buffer)
    } else {
      readers[column].read(run, into: buffer)
      for position in 0..<run.count { record[run.row(position)] = buffer[position] }
    }
    return buffer
  }

  /// Selects the rows of the run that have a standing.
  private func select(_ standing: Standing) -> Int {
    if case .live = standing, case .run(let rows) = run.rows { return selectLive(rows) }
    var count = 0
    for position in 0..<run.count {
      selection[count] = UInt32(truncatingIfNeeded: position)
      count += has(standing, run.row(position)) ? 1 : 0
    }
    return count
  }

  private func selectLive(_ rows: Range<Int>) -> Int {
    let statuses = table.status.rows(rows)
    var others: UInt8 = 0
    for status in statuses { others |= status ^ RowStatus.live.rawValue }
    guard others != 0 else {
      for position in statuses.indices {
        selection[position] = UInt32(truncatingIfNeeded: position)
      }
      return statuses.count
    }
    var count = 0
    for position in statuses.indices {
      selection[count] = UInt32(truncatingIfNeeded: position)
      count += statuses[position] == RowStatus.live.rawValue ? 1 : 0
    }
    return count
  }

  @inline(__always)
  private func has(_ standing: Standing, _ row: Int) -> Bool {
    switch standing {
    case .live: table.isLive(row)
    case .liveOrRepeated: table.isLive(row) || table.isRepeated(row)
    case .any: true
    case .visible(let instant): table.isVisible(row, asOf: instant)
    }
  }

  private func keep(_ column: Int, in window: TimeSpan) {
    let times = whole(column)
    var count = 0
    for index in 0..<selectedCount {
      let position = selection[index]
      let time = times[Int(position)]
      selection[count] = position
      count += time > window.after && time <= window.upTo ? 1 : 0
    }
    selectedCount = count
  }

  private func keep(_ verdicts: UnsafeMutablePointer<UInt8>) {
    var count = 0
    for index in 0..<selectedCount {
      let position = selection[index]
      selection[count] = position
      count += verdicts[Int(position)] == Verdict.yes ? 1 : 0
    }
    selectedCount = count
  }
}

/// Event times later than `after` and at most `upTo`, in microseconds.
struct TimeSpan: Equatable {
  var after: Int64
  var upTo: Int64
}
