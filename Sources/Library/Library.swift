public import Commerce
public import Statistics
public import Workers

/// The records of all classes, linked and counted as they arrive, in the memory of one thread.
///
/// A row costs 0 to 8 bytes a number and 0 to 4 a text, as the range of 65,536 neighbours needs, for
/// the fields that any row of its class gives, and beside them 2 bytes (status, findings), some 2.5
/// of provenance, 4 of key index, 1 of verdict (orders) or 4 of links (invoices, waybills). An order
/// id that documents name costs 32 bytes, a different text 20 to 32 and, where it does not end in
/// digits as ids do, its own bytes. Versions, duplicates, findings: what comes seldom is kept beside
/// the rows, not in them.
public final class Library {
  let tables = RecordClass.allCases.map(Table.init)
  let dictionaries = Dictionaries()
  let revisers: [Reviser]
  /// The documents of each order and the verdict over them.
  public let orderLinks: OrderLinks
  /// What is wrong with rows, compactly.
  public let findings: FindingStore
  /// Classes that have a feed: declared, or any record seen.
  public private(set) var fedClasses: Set<RecordClass> = []
  private var feeds: [Int: Feed] = [:]
  let workers: WorkerPool
  private var newest: [Int64]

  /// `workers` share out what a batch brings; the outcome does not depend on how many they are.
  public init(workers: WorkerPool = .shared) {
    self.workers = workers
    revisers = tables.map(Reviser.init)
    orderLinks = OrderLinks(
      tables: tables, indices: revisers.map(\.index), workers: workers)
    findings = FindingStore(tables)
    newest = tables.map { _ in RecordBatch.absent }
  }

  public subscript(_ recordClass: RecordClass) -> Table { tables[Int(recordClass.rawValue)] }

  /// The current row of each key of a class.
  public func index(of recordClass: RecordClass) -> KeyIndex {
    revisers[Int(recordClass.rawValue)].index
  }

  /// Names feed `index`; a class with a declared feed counts as fed even before its first record.
  ///
  /// Where its records do not number their versions (`isVersioned` false), the later record of a
  /// key amends the earlier: later by `source_seq`, or by arrival where that is absent.
  public func declareFeed(
    _ index: Int, name: String, classes: [RecordClass], isVersioned: Bool = true
  ) {
    feeds[index] = Feed(name: name, isVersioned: isVersioned)
    noteFed(classes)
  }

  /// The feed's name as the user gave it.
  public func feedName(_ index: Int) -> String { feeds[index]?.name ?? "feed \(index)" }

  /// The newest event time among the records of a class; `nil` where none has any.
  public func newestEventTime(_ recordClass: RecordClass) -> Timestamp? {
    let time = newest[Int(recordClass.rawValue)]
    return time == RecordBatch.absent ? nil : Timestamp(microseconds: time)
  }

  /// The dictionary of a text field, shared with all fields of its domain.
  public func dictionary(_ recordClass: RecordClass, field: Int) -> KeyTable {
    dictionaries.dictionary(of: recordClass, field: field)
  }

  /// Where a row stands in its feed.
  public func place(_ recordClass: RecordClass, row: Int) -> Place {
    let provenance = self[recordClass].provenance
    let place = provenance.place(row)
    return Place(
      feed: feedName(provenance.feed(row)), line: Int(place.line), offset: Int(place.offset))
  }

  /// Adds a batch: every row becomes a row of its class's table.
  ///
  /// Links, versions and verdicts are as if all rows had come at once.
  @discardableResult
  public func append(_ batch: RecordBatch, arrived: Timestamp) -> Appended {
    append(batch, arrived: arrived, beside: 0) { _ in }
  }

  /// Adds a batch likewise, and calls `work` with each number below `parts` once, on several threads,
  /// while the rows are linked: they have their status then, and their tables stay as they are.
  public func append(
    _ batch: RecordBatch, arrived: Timestamp, beside parts: Int, _ work: (Int) -> Void
  ) -> Appended {
    let recordClass = batch.recordClass
    let table = self[recordClass]
    noteFed([recordClass])
    let retiredBefore = table.retired.count
    let rows = table.append(batch, arrived: arrived, in: dictionaries, by: workers)
    let outcome = revisers[Int(recordClass.rawValue)].judge(
      rows, isVersioned: feeds[batch.feed]?.isVersioned ?? true)
    let retired = table.retired[retiredBefore...].filter { $0 < rows.lowerBound }
    workers.forEach(parts + 1) { part in
      if part > 0 { return work(part - 1) }
      link(recordClass, rows, retired: retired[...])
      noteEventTimes(table, rows)
    }
    addFindings(batch, table, rows, outcome)
    return Appended(
      recordClass: recordClass, feed: batch.feed, rows: rows, accepted: outcome.accepted,
      duplicates: outcome.duplicates.count, conflicts: outcome.conflicts.count,
      amendments: outcome.amendments)
  }

  private func link(_ recordClass: RecordClass, _ rows: Range<Int>, retired: ArraySlice<UInt32>) {
    switch recordClass {
    case .order: orderLinks.addOrders(rows, retired: retired)
    case .invoice: orderLinks.addInvoices(rows, retired: retired)
    case .waybill: orderLinks.addWaybills(rows, retired: retired)
    case .contract: orderLinks.addContracts(rows, retired: retired)
    case .enterprise, .commodity, .orderLine, .invoiceLine, .waybillEvent: return
    }
  }

  private func noteFed(_ classes: [RecordClass]) {
    let new = Set(classes).subtracting(fedClasses)
    guard !new.isEmpty else { return }
    fedClasses.formUnion(new)
    orderLinks.fed = FedParts(
      invoices: fedClasses.contains(.invoice), waybills: fedClasses.contains(.waybill),
      contracts: fedClasses.contains(.contract))
    if !new.isDisjoint(with: [.invoice, .waybill, .contract]) { orderLinks.areManyChanged = true }
  }

  private func noteEventTimes(_ table: Table, _ rows: Range<Int>) {
    guard let field = table.schema.eventTime, let column = table.numbers(field) else { return }
    var latest = newest[Int(table.recordClass.rawValue)]
    for run in segmentRanges(rows) {
      for time in column.cells.newRows(run) where time > latest { latest = time }
    }
    newest[Int(table.recordClass.rawValue)] = latest
  }

  private func addFindings(
    _ batch: RecordBatch, _ table: Table, _ rows: Range<Int>, _ outcome: Reviser.Outcome
  ) {
    for row in outcome.duplicates { findings.add(.duplicate, table.recordClass, row: row) }
    for row in outcome.conflicts { findings.add(.conflict, table.recordClass, row: row) }
    for flag in batch.flags {
      let row = rows.lowerBound + flag.row
      let status = table.status[row]
      if status == RowStatus.duplicate.rawValue || status == RowStatus.conflict.rawValue {
        continue
      }
      findings.add(flag.rule, table.recordClass, row: row, field: flag.field)
    }
  }

  private struct Feed {
    let name: String
    let isVersioned: Bool
  }
}
