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
  @exclusivity(unchecked) var columns: [Column?]
  /// `RowStatus` raw values (rows × 1).
  public let status = SegmentedColumn<UInt8>()
  /// How many findings a row has, up to 255 (rows × 1).
  public let findingCounts = SegmentedColumn<UInt8>()
  /// Where each row stands in its feed.
  public let provenance = Provenance()

  /// Number of rows of any status.
  public internal(set) var count = 0
  /// Number of live rows: what `count()` without a filter answers.
  public internal(set) var liveCount = 0

  /// Rows that were live and no longer are, in the order of that change.
  ///
  /// A row may have come and gone since a view last looked: it then stands here although the view
  /// never counted it.
  public internal(set) var retired: [UInt32] = []
  /// Rows whose linked or derived values (flows, invoiced, findings, …) changed, in that order;
  /// a row may come several times.
  public internal(set) var touched: [UInt32] = []
  /// Raised, and `touched` emptied, when derived values of unnamed rows may have changed: views then
  /// start over.
  public internal(set) var epoch = 0

  /// The versions of each record, and what duplicates and conflicts repeat.
  public let revisions = Revisions()
  /// For a superseded row the row of the next higher version.
  public var successor: [UInt32: UInt32] { revisions.successor }

  let fields: EnvelopeFields

  init(_ recordClass: RecordClass) {
    self.recordClass = recordClass
    schema = recordClass.schema
    fields = EnvelopeFields(schema)
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
