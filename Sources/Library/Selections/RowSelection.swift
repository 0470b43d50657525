public import Commerce
import Statistics

/// The rows of a table that a `RecordQuery` selects, found part by part, so that a long scan can
/// give way to other work or be given up.
public final class RowSelection {
  private let query: RecordQuery
  private let table: Table
  private let scan: Scan
  private let standing: Scan.Standing
  private let time: Int?
  private let span: TimeSpan?
  private let sortColumn: Int?
  private let ofRule: Set<UInt32>?
  private let rowCount: Int
  private var rowsRead: Int
  private var found: [UInt32] = []
  /// The cells to sort by, one a row found.
  private var cells: [Int64] = []

  /// Rows before `firstRow` are not looked at; `now` is the end of the window where it is later than
  /// the newest event.
  public init(
    _ query: RecordQuery, over library: Library, from firstRow: Int = 0, now: Timestamp? = nil
  ) {
    rowsRead = firstRow
    self.query = query
    table = library[query.recordClass]
    rowCount = table.count
    scan = Scan(library, query.recordClass, filter: query.filter, search: query.search)
    let wantsRepeated =
      query.filter?.readsDuplicates == true || query.rule == .duplicate || query.rule == .conflict
    standing = wantsRepeated ? .liveOrRepeated : .live
    let schema = table.schema
    let eventTime = schema.eventTime.map { schema.fields[$0].name }
    let timeDimension = eventTime.flatMap { Dimension(named: $0, of: query.recordClass) }
    if let length = query.window?.microseconds, let timeDimension {
      let newest = library.newestEventTime(query.recordClass)
      let end = [newest, now].compactMap { $0 }.max()?.microseconds ?? 0
      span = TimeSpan(after: end - length, upTo: end)
      time = scan.column(of: timeDimension)
    } else {
      span = nil
      time = nil
    }
    sortColumn = query.sort.map { [scan] in scan.column(of: $0) }
    if scan.isVolatile { library.orderLinks.judgeChanged() }
    ofRule = query.rule.map { library.rows(breaking: $0, in: query.recordClass) }
  }

  /// Reads up to `most` more rows; whether all rows have been read.
  @discardableResult
  public func advance(atMost most: Int = .max) -> Bool {
    let end = rowCount - rowsRead <= most ? rowCount : rowsRead + most
    for run in segmentRanges(rowsRead..<end, atMost: RowRun.most) { read(run) }
    rowsRead = end
    return rowsRead == rowCount
  }

  /// How many of the rows read so far are selected.
  public var total: Int { found.count }

  /// The selected rows that the query's offset and limit cut out, in its order.
  public func rows() -> [Int] {
    let start = min(query.offset, found.count)
    let end = query.limit.map { min(found.count - start, $0) + start } ?? found.count
    guard let sortColumn else {
      return (start..<end).map { Int(found[query.isNewestFirst ? found.count - 1 - $0 : $0]) }
    }
    let reader = scan.readers[sortColumn]
    let first =
      reader.ordersByCell && !cells.contains { $0 < Cell.leastPlain && $0 != Cell.absent }
      ? firstByCell(count: end)
      : firstInOrder(found.indices, count: end) { self.isBefore($0, $1, reader) }
    return first[start...].map { Int(found[$0]) }
  }

  /// The first rows found, by cells alone: turned over where they shall descend, absent ones last.
  private func firstByCell(count: Int) -> [Int] {
    let turn: Int64 = query.isDescending ? -1 : 0
    let places = cells.map { $0 == Cell.absent ? Int64.max : $0 ^ turn }
    let isNewestFirst = query.isNewestFirst
    return places.withUnsafeBufferPointer { places in
      firstInOrder(places.indices, count: count) { left, right in
        places[left] != places[right]
          ? places[left] < places[right] : isNewestFirst ? left > right : left < right
      }
    }
  }

  /// Absent values come last in either direction.
  private func isBefore(_ left: Int, _ right: Int, _ reader: DimensionReader) -> Bool {
    let (leftCell, rightCell) = (cells[left], cells[right])
    if leftCell == rightCell { return query.isNewestFirst ? left > right : left < right }
    if query.isDescending, leftCell != Cell.absent, rightCell != Cell.absent {
      return reader.precedes(rightCell, leftCell)
    }
    return reader.precedes(leftCell, rightCell)
  }

  private func read(_ run: Range<Int>) {
    let count = scan.load(RowRun(run), standing, time: time, window: span)
    guard count > 0 else { return }
    let sorted = sortColumn.map { scan.cells($0) }
    guard let ofRule else {
      scan.appendSelected(to: &found)
      if let sorted { cells.append(contentsOf: sorted) }
      return
    }
    for index in 0..<count where ofRule.contains(UInt32(scan.row(index))) {
      found.append(UInt32(scan.row(index)))
      if let sorted { cells.append(sorted[index]) }
    }
  }
}

/// The first `count` of some items in an order, without sorting the others where they are many.
func firstInOrder<Items: Collection>(
  _ items: Items, count: Int, isBefore: (Items.Element, Items.Element) -> Bool
) -> [Items.Element] {
  guard count < items.count / 8, count < 10_000 else {
    return Array(items.sorted(by: isBefore).prefix(count))
  }
  var first: [Items.Element] = []
  guard count > 0 else { return first }
  for item in items {
    if first.count == count, let last = first.last, !isBefore(item, last) { continue }
    var low = 0
    var high = first.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(first[middle], item) { low = middle + 1 } else { high = middle }
    }
    first.insert(item, at: low)
    if first.count > count { first.removeLast() }
  }
  return first
}

extension Library {
  /// The rows of a class that break a rule.
  func rows(breaking rule: Rule, in recordClass: RecordClass) -> Set<UInt32> {
    var rows: Set<UInt32> = []
    findings.forEachNewestFirst(rule: rule, in: recordClass) {
      rows.insert(UInt32($0.row))
      return true
    }
    return rows
  }
}
