public import Commerce
import Statistics

/// A rule that a row breaks, and in which field; the texts are derived when it is shown.
public struct RowFinding: Hashable, Sendable {
  public let rule: Rule
  public let recordClass: RecordClass
  public let row: Int
  /// Index of the field; `nil` where the whole row is meant.
  public let field: Int?

  public init(rule: Rule, recordClass: RecordClass, row: Int, field: Int?) {
    self.rule = rule
    self.recordClass = recordClass
    self.row = row
    self.field = field
  }
}

/// The findings of all rows in the order in which they were made, 8 bytes each.
///
/// Findings that later records may resolve (V05, T01) can be removed; they cost some 40 bytes more
/// for the way back to their place.
public final class FindingStore {
  /// Row (high 32 bits), field, class, rule + 1; 0 where a finding was removed.
  private let entries = SegmentedColumn<UInt64>()
  /// The place in `entries` of each finding that can be removed.
  private var places: [UInt64: UInt32] = [:]
  private var counts = Array(repeating: 0, count: Rule.allCases.count * RecordClass.allCases.count)
  /// By feed: accepted rows that have a finding.
  private var flagged: [Int] = []
  private let tables: [Table]

  init(_ tables: [Table]) { self.tables = tables }

  /// Number of findings of a rule in all classes.
  public func count(_ rule: Rule) -> Int {
    RecordClass.allCases.reduce(0) { $0 + count(rule, in: $1) }
  }

  public func count(_ rule: Rule, in recordClass: RecordClass) -> Int {
    counts[FindingStore.counter(rule, recordClass)]
  }

  /// Number of all findings.
  public var count: Int { counts.reduce(0, +) }

  /// Accepted rows of a feed that have at least one finding.
  public func flagged(feed: Int) -> Int { feed < flagged.count ? flagged[feed] : 0 }

  /// Whether a finding that can be removed is there.
  public func contains(_ finding: RowFinding) -> Bool {
    places[FindingStore.packed(finding)] != nil
  }

  /// Calls `body` with findings, newest first, until it answers false.
  public func forEachNewestFirst(
    rule: Rule? = nil, in recordClass: RecordClass? = nil, _ body: (RowFinding) -> Bool
  ) {
    var place = entries.count
    while place > 0 {
      place -= 1
      guard let finding = FindingStore.unpacked(entries[place]) else { continue }
      if let rule, finding.rule != rule { continue }
      if let recordClass, finding.recordClass != recordClass { continue }
      if !body(finding) { return }
    }
  }

  /// The newest findings of a rule, of a class, or of all.
  public func newest(
    _ limit: Int, rule: Rule? = nil, in recordClass: RecordClass? = nil
  ) -> [RowFinding] {
    var found: [RowFinding] = []
    guard limit > 0 else { return found }
    forEachNewestFirst(rule: rule, in: recordClass) {
      found.append($0)
      return found.count < limit
    }
    return found
  }

  /// The findings of one row, in the order in which they were made.
  ///
  /// - Complexity: O(all findings), unless the row has none
  public func findings(of row: Int, in recordClass: RecordClass) -> [RowFinding] {
    let expected = Int(tables[Int(recordClass.rawValue)].findingCounts[row])
    var found: [RowFinding] = []
    guard expected > 0 else { return found }
    forEachNewestFirst(in: recordClass) {
      if $0.row == row { found.append($0) }
      return found.count < expected || expected == 255
    }
    return found.reversed()
  }
}

// Changes.
extension FindingStore {
  /// Adds a finding, counts it at its row and touches the row.
  ///
  /// A finding that can be removed is added once.
  public func add(_ rule: Rule, _ recordClass: RecordClass, row: Int, field: Int? = nil) {
    let finding = RowFinding(rule: rule, recordClass: recordClass, row: row, field: field)
    let packed = FindingStore.packed(finding)
    if FindingStore.isRemovable(rule) {
      guard places[packed] == nil else { return }
      places[packed] = UInt32(entries.count)
    }
    entries.append(packed)
    counts[FindingStore.counter(rule, recordClass)] += 1
    let table = tables[Int(recordClass.rawValue)]
    let before = table.findingCounts[row]
    if before < 255 { table.findingCounts[row] = before + 1 }
    if before == 0 { countFlagged(row, of: table, by: 1) }
    table.touch(row)
  }

  /// Adds what a check found in the rows of one batch.
  public func add(_ found: FoundRows) {
    guard let first = found.entries.first else { return }
    precondition(
      !FindingStore.isRemovable(found.rule), "FindingStore.add: \(found.rule.id) is added singly")
    let table = tables[Int(found.recordClass.rawValue)]
    let feed = table.provenance.feed(Int(first &>> 32))
    found.entries.withUnsafeBufferPointer { found in
      entries.append(contentsOf: found)
      countFlagged(feed, by: countAtRows(found, of: table))
    }
    counts[FindingStore.counter(found.rule, found.recordClass)] += found.entries.count
    table.touch(found.entries.lazy.map { UInt32($0 &>> 32) })
  }

  /// Counts findings at their rows; gives the number of accepted rows that had none before.
  private func countAtRows(_ found: UnsafeBufferPointer<UInt64>, of table: Table) -> Int {
    var new = 0
    for entry in found {
      let row = Int(entry &>> 32)
      let before = table.findingCounts[row]
      if before < 255 { table.findingCounts[row] = before + 1 }
      if before == 0, FindingStore.countsAsFlagged(row, of: table) { new += 1 }
    }
    return new
  }

  /// Takes back a finding of V05 or T01; nothing where it is not there.
  public func remove(_ rule: Rule, _ recordClass: RecordClass, row: Int, field: Int? = nil) {
    precondition(FindingStore.isRemovable(rule), "FindingStore.remove: \(rule.id) stays")
    let packed = FindingStore.packed(
      RowFinding(rule: rule, recordClass: recordClass, row: row, field: field))
    guard let place = places.removeValue(forKey: packed) else { return }
    entries[Int(place)] = 0
    counts[FindingStore.counter(rule, recordClass)] -= 1
    let table = tables[Int(recordClass.rawValue)]
    let before = table.findingCounts[row]
    if before < 255 { table.findingCounts[row] = before - 1 }
    if before == 1 { countFlagged(row, of: table, by: -1) }
    table.touch(row)
  }

  private func countFlagged(_ row: Int, of table: Table, by change: Int) {
    guard FindingStore.countsAsFlagged(row, of: table) else { return }
    countFlagged(table.provenance.feed(row), by: change)
  }

  private func countFlagged(_ feed: Int, by change: Int) {
    while flagged.count <= feed { flagged.append(0) }
    flagged[feed] += change
  }

  /// Only accepted rows count as flagged: no duplicates, conflicts or amendments.
  private static func countsAsFlagged(_ row: Int, of table: Table) -> Bool {
    let status = table.status[row]
    return status != RowStatus.duplicate.rawValue && status != RowStatus.conflict.rawValue
      && !table.revisions.isAmendment(row)
  }

  private static func isRemovable(_ rule: Rule) -> Bool {
    rule.rawValue >= Rule.unknownOrder.rawValue
  }

  private static func counter(_ rule: Rule, _ recordClass: RecordClass) -> Int {
    Int(rule.rawValue) * RecordClass.allCases.count + Int(recordClass.rawValue)
  }

  static func packed(_ finding: RowFinding) -> UInt64 {
    UInt64(finding.row) &<< 32 | UInt64(finding.field.map { $0 + 1 } ?? 0) &<< 16
      | UInt64(finding.recordClass.rawValue) &<< 8 | UInt64(finding.rule.rawValue + 1)
  }

  private static func unpacked(_ entry: UInt64) -> RowFinding? {
    guard entry != 0, let rule = Rule(rawValue: UInt8(entry & 0xFF) &- 1),
      let recordClass = RecordClass(rawValue: UInt8(entry &>> 8 & 0xFF))
    else { return nil }
    let field = Int(entry &>> 16 & 0xFFFF)
    return RowFinding(
      rule: rule, recordClass: recordClass, row: Int(entry &>> 32),
      field: field == 0 ? nil : field - 1)
  }
}
