public import Commerce
public import Statistics

/// All rows of one class that were read and not rejected, as columns, in the order of arrival.
///
/// Rows are never moved or removed: what changes is their status, and two logs tell views which rows
/// to look at again.
public final class Table {
  public let recordClass: RecordClass
  public let schema: Schema
  /// By field index; `nil` where no row has given the field yet.
  private(set) var columns: [Column?]
  /// `RowStatus` raw values (rows × 1).
  public let status = SegmentedColumn<UInt8>()
  /// How many findings a row has, up to 255 (rows × 1).
  public let findingCounts = SegmentedColumn<UInt8>()
  /// Where each row stands in its feed.
  public let provenance = Provenance()

  /// Number of rows of any status.
  public private(set) var count = 0
  /// Number of live rows: what `count()` without a filter answers.
  public private(set) var liveCount = 0

  /// Rows that were live and no longer are, in the order of that change.
  public private(set) var retired: [UInt32] = []
  /// Rows whose linked or derived values (flows, invoiced, findings, …) changed, in that order;
  /// a row may come several times.
  public private(set) var touched: [UInt32] = []
  /// Raised when derived values of unnamed rows may have changed: views then start over.
  public private(set) var epoch = 0

  /// For a superseded row the row that took its place.
  public private(set) var successor: [UInt32: UInt32] = [:]

  init(_ recordClass: RecordClass) {
    self.recordClass = recordClass
    schema = recordClass.schema
    columns = Array(repeating: nil, count: schema.fields.count)
  }

  /// The column of a field; `nil` where no row has given it yet (all absent).
  public func column(_ field: Int) -> Column? { columns[field] }

  /// The codes of a text field; `nil` where no row has given it yet.
  public func codes(_ field: Int) -> CodeColumn? {
    if case .codes(let column)? = columns[field] { column } else { nil }
  }

  /// The numbers of a field that is no text; `nil` where no row has given it yet.
  public func numbers(_ field: Int) -> NumberColumn? {
    if case .numbers(let column)? = columns[field] { column } else { nil }
  }

  /// One value, as screens show it.
  public func value(row: Int, field: Int) -> FieldValue {
    switch columns[field] {
    case nil: .absent
    case .codes(let column)?:
      column.cells[row] == 0 ? .absent : .text(column.dictionary.text(column.cells[row]))
    case .numbers(let column)?: column.value(row)
    }
  }

  /// The key of a row, its parts joined by `/`: `PO0001/tmall`.
  public func key(_ row: Int) -> String {
    schema.key.map { value(row: row, field: $0) }.filter { $0 != .absent }
      .map(\.description).joined(separator: "/")
  }

  public func isLive(_ row: Int) -> Bool { status[row] == RowStatus.live.rawValue }
}

// What the library's append path changes.
extension Table {
  /// Adds rows (as yet without status) whose columns the caller has appended.
  func addRow(status newStatus: RowStatus) {
    status.append(newStatus.rawValue)
    findingCounts.append(0)
    count += 1
    if newStatus == .live { liveCount += 1 }
  }

  /// Makes sure that a field has a column, absent for all rows so far.
  func ensureColumn(_ field: Int, dictionary: @autoclosure () -> KeyTable) -> Column {
    if let column = columns[field] { return column }
    let type = schema.fields[field].type
    let column: Column
    if type.isText {
      let codes = CodeColumn(dictionary: dictionary())
      codes.cells.append(repeating: 0, count: count)
      column = .codes(codes)
    } else {
      let numbers = NumberColumn(type: type)
      numbers.cells.append(repeating: RecordBatch.absent, count: count)
      column = .numbers(numbers)
    }
    columns[field] = column
    return column
  }

  /// Takes a live row out of the statistics.
  func retire(_ row: Int, as newStatus: RowStatus, successor next: Int) {
    precondition(isLive(row), "Table.retire: row \(row) must be live")
    status[row] = newStatus.rawValue
    successor[UInt32(row)] = UInt32(next)
    retired.append(UInt32(row))
    liveCount -= 1
  }

  func touch(_ row: Int) { touched.append(UInt32(row)) }

  func startEpoch() { epoch += 1 }
}
