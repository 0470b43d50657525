import Commerce
import Statistics

/// A scan whose selected rows are put into the groups of a query.
final class GroupedScan {
  let scan: Scan
  let index: GroupIndex
  let order: GroupOrder
  let keyColumns: [Int]
  private let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: RowRun.most)
  /// The column of event time, where there is a window.
  let time: Int?
  private let currency: CurrencyCounts?

  init(_ library: Library, _ query: Query) {
    scan = Scan(library, query.recordClass, filter: query.filter)
    keyColumns = query.dimensions.map { [scan] in scan.column(of: $0) }
    index = GroupIndex(width: keyColumns.count)
    order = GroupOrder(index, keyColumns.map { [scan] in scan.readers[$0] })
    let schema = query.recordClass.schema
    time = schema.eventTime.flatMap { [scan] field in
      guard query.window != nil else { return nil }
      return Dimension(named: schema.fields[field].name, of: query.recordClass)
        .map { scan.column(of: $0) }
    }
    currency = CurrencyCounts(query, scan)
  }

  deinit { groups.deallocate() }

  /// Loads a run and groups it; `nil` where no row is selected.
  func load(
    _ run: RowRun, _ standing: Scan.Standing, _ moment: Scan.Moment, window: TimeSpan?
  ) -> GroupedRows? {
    let count = scan.load(run, standing, moment, time: time, window: window)
    guard count > 0 else { return nil }
    let keys = keyColumns.compactMap { scan.cells($0).baseAddress }
    index.find(keys, rows: count, into: groups)
    return GroupedRows(
      scan: scan, groups: UnsafeBufferPointer(start: UnsafePointer(groups), count: count))
  }

  /// Notes the currencies of rows that were just loaded for the query's own window.
  func countCurrencies(step: Int) { currency?.count(step: step) }

  /// Whether rows have currencies to be counted.
  var countsCurrencies: Bool { currency?.isNeeded ?? false }

  /// Adds the currencies that another scan of the same query has counted.
  func absorbCurrencies(of other: GroupedScan) {
    if let counts = other.currency { currency?.merge(counts) }
  }

  /// The currencies of the rows, where sums may not mix them; else none.
  func currencies(rows: Int64) -> [String] { currency?.names(rows: rows) ?? [] }

  /// The one currency of every amount; `nil` where each group has its own.
  func unit(rows: Int64) -> String? { currency.map { $0.names(rows: rows).first ?? "CNY" } }

  func removeAll() {
    index.removeAll()
    order.removeAll()
    currency?.removeAll()
    scan.reset()
  }
}

/// How many selected rows are in which currency, for queries that may not mix them.
final class CurrencyCounts {
  private let scan: Scan
  private let column: Int
  private let table: Table
  private let field: Int
  /// By cell, without the default currency.
  private var rows: [Int64: Int64] = [:]
  private let standard: Int64

  /// `nil` where amounts of several currencies do not meet: none is measured, or the query groups by
  /// currency, or filters for one.
  init?(_ query: Query, _ scan: Scan) {
    guard let dimension = Dimension(named: "currency", of: query.recordClass),
      let field = query.recordClass.schema.index(of: "currency"),
      query.measures.contains(where: \.mixesMoney),
      !query.dimensions.contains(dimension),
      query.filter?.condition.onlyText(of: "currency") == nil
    else { return nil }
    self.scan = scan
    self.field = field
    table = scan.table
    column = scan.column(of: dimension)
    standard = (scan.readers[column] as? CodeReader)?.standardCell ?? Cell.absent
  }

  /// Whether any row gives a currency.
  var isNeeded: Bool { table.codes(field) != nil }

  func count(step: Int) {
    guard isNeeded else { return }
    for cell in scan.cells(column) where cell != standard { rows[cell, default: 0] += Int64(step) }
  }

  func merge(_ other: CurrencyCounts) { rows.merge(other.rows) { $0 + $1 } }

  /// The currencies of `all` rows, the default first.
  func names(rows all: Int64) -> [String] {
    let others = rows.filter { $0.value > 0 }
    let isStandardThere = all > others.values.reduce(0, +)
    let names = others.keys.map { scan.readers[column].value($0).description }.sorted()
    return isStandardThere ? [scan.readers[column].value(standard).description] + names : names
  }

  func removeAll() { rows = [:] }
}
