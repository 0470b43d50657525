import Commerce
import Statistics

/// Counts and sums rows of sealed segments by group without reading cell by cell: a row's place among
/// the groups is the sum of what its dimensions say by table, and one word a place counts and sums.
///
/// Rows that are not selected are counted at a place of their own.
final class TallyScan {
  /// More places than this are not worth a table for the rows of a segment.
  private static let mostPlaces = 1 << 14

  private let grouped: GroupedScan
  private let keyColumns: [Int]
  private let counts: RowCounts
  private let sums: [GroupSums]
  private let books: [PartBook]
  private let places = UnsafeMutablePointer<UInt32>.allocate(capacity: RowRun.most)
  /// Place by place, for each of the sums in turn, or for the rows alone.
  private let tallies = GroupArray<UInt64>(repeating: 0)
  private let groupOfPlace = GroupArray<UInt32>(repeating: UInt32.max)
  private var placeCount = 0

  init(_ grouped: GroupedScan, _ counts: RowCounts, _ sums: [GroupSums]) {
    self.grouped = grouped
    keyColumns = grouped.keyColumns
    self.counts = counts
    self.sums = sums
    books = keyColumns.map { _ in PartBook() }
  }

  deinit { places.deallocate() }

  func removeAll() {
    for book in books { book.removeAll() }
    placeCount = 0
  }

  /// Adds the live rows of a range inside one segment that the filter selects; `false` where they have
  /// to be read one by one.
  func add(_ rows: Range<Int>, growing: (Int) -> Void) -> Bool {
    precondition(rows.count <= PlaceTally.mostRows, "TallyScan: \(rows.count) rows are too many")
    let segment = rows.lowerBound &>> 16
    var keys: [CodedSegment] = []
    for column in keyColumns {
      guard let coded = grouped.scan.readers[column].codedSegment(segment) else { return false }
      keys.append(coded)
    }
    var cells: [ColumnSegment] = []
    for sum in sums {
      guard let numbers = sum.reader.numberSegment(segment) else { return false }
      cells.append(numbers)
    }
    guard let tables = makePlaces(keys) else { return false }
    for run in segmentRanges(rows, atMost: RowRun.most) {
      place(run, keys, tables)
      tally(run, cells)
    }
    publish(cells, growing)
    return true
  }

  /// The part of each dimension's numbers times how far its parts lie apart; `nil` where there would
  /// be too many places.
  private func makePlaces(
    _ keys: [CodedSegment]
  ) -> [UnsafeMutableBufferPointer<UInt32>]? {
    let tables = zip(books, keys).map { $0.parts(of: $1) }
    var count = 1
    for (book, table) in zip(books, tables) {
      for number in table.indices { table[number] &*= UInt32(count) }
      count *= book.room
      guard count <= TallyScan.mostPlaces else { return nil }
    }
    if count != placeCount {
      placeCount = count
      groupOfPlace.removeAll()
      tallies.removeAll()
      groupOfPlace.grow(to: count)
      tallies.grow(to: (count + 1) * max(1, sums.count + 1))
    }
    return tables
  }

  /// Finds the place of each row of a run.
  private func place(
    _ run: Range<Int>, _ keys: [CodedSegment], _ tables: [UnsafeMutableBufferPointer<UInt32>]
  ) {
    let offset = run.lowerBound & 0xFFFF
    places.update(repeating: 0, count: run.count)
    for (key, table) in zip(keys, tables) {
      guard let table = table.baseAddress else { continue }
      if let divisor = key.divisor {
        key.cells.addPlaces(
          from: offset, count: run.count, by: table, dividedBy: divisor, to: places)
      } else {
        key.cells.addPlaces(from: offset, count: run.count, by: table, to: places)
      }
    }
    let aside = UInt32(placeCount)
    if let verdicts = grouped.scan.verdicts(RowRun(run)) {
      setAside(places, run.count, unless: verdicts, are: Verdict.yes, at: aside)
    }
    guard let statuses = grouped.scan.table.status.rows(run).baseAddress else { return }
    setAside(places, run.count, unless: statuses, are: RowStatus.live.rawValue, at: aside)
  }

  private func tallies(_ number: Int) -> UnsafeMutablePointer<UInt64> {
    tallies.pointer + number * (placeCount + 1)
  }

  /// Which sum counts every row, because no cell is a mark; `nil` where none does.
  private func counting(_ cells: [ColumnSegment]) -> Int? { cells.firstIndex { !$0.hasMarks } }

  private func tally(_ run: Range<Int>, _ cells: [ColumnSegment]) {
    for (number, segment) in cells.enumerated() {
      segment.tally(
        from: run.lowerBound & 0xFFFF, count: run.count, places: places, to: tallies(number))
    }
    if counting(cells) == nil { countPlaces(places, run.count, to: tallies(cells.count)) }
  }

  /// Adds what was tallied to the groups.
  private func publish(_ cells: [ColumnSegment], _ growing: (Int) -> Void) {
    let rows = tallies(counting(cells) ?? cells.count)
    findGroups(rows)
    growing(grouped.index.count)
    for place in 0..<placeCount where rows[place] != 0 {
      let group = Int(groupOfPlace.pointer[place])
      counts.add(PlaceTally(rows[place]).rows, to: group)
      for (number, segment) in cells.enumerated() {
        let tally = PlaceTally(tallies(number)[place])
        let total = Int128(segment.base) * Int128(tally.rows) + Int128(segment.step * tally.cells)
        sums[number].add(total, of: tally.rows, to: group)
      }
    }
    tallies.pointer.update(repeating: 0, count: tallies.count)
  }

  /// Finds the groups of places that have a row for the first time.
  private func findGroups(_ rows: UnsafePointer<UInt64>) {
    let known = groupOfPlace.pointer
    let new = (0..<placeCount).filter { rows[$0] != 0 && known[$0] == UInt32.max }
    guard !new.isEmpty else { return }
    var columns = books.map { _ in [Int64]() }
    for place in new {
      var rest = place
      for (number, book) in books.enumerated() {
        columns[number].append(book.cell(rest % book.room))
        rest /= book.room
      }
    }
    let keys = columns.map { column in
      let copy = UnsafeMutablePointer<Int64>.allocate(capacity: new.count)
      copy.initialize(from: column, count: new.count)
      return copy
    }
    defer { for key in keys { key.deallocate() } }
    var groups = [UInt32](repeating: 0, count: new.count)
    grouped.index.find(keys.map { UnsafePointer($0) }, rows: new.count, into: &groups)
    for (place, group) in zip(new, groups) { known[place] = group }
  }
}
