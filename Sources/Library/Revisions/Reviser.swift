import Commerce
import Statistics

/// Decides what each new row of a table is: a new record, another version of one, a duplicate or a
/// conflict.
///
/// A version that is lower than the newest and comes late takes its place in the history: it is
/// superseded at once, an amendment in the counts, and seen by `--as-of` alone. So the outcome does
/// not depend on the order in which the versions of a record arrive.
struct Reviser {
  /// What a batch brought.
  struct Outcome {
    var accepted = 0
    var duplicates: [Int] = []
    var conflicts: [Int] = []
    var amendments = 0
  }

  private let table: Table
  let index: KeyIndex

  init(_ table: Table) {
    self.table = table
    index = KeyIndex(table)
  }

  /// Gives the rows just added their status and keeps the current row of each key.
  ///
  /// From a feed that numbers no versions a later record of the same key amends the earlier: later by
  /// `source_seq`, or by arrival where that is absent.
  func judge(_ rows: Range<Int>, isVersioned: Bool) -> Outcome {
    var outcome = Outcome()
    let operations = table.codes(table.fields.op) != nil
    guard let keys = table.codes(table.schema.key[0])?.cells else {
      outcome.accepted = rows.count
      return outcome
    }
    for run in segmentRanges(rows) {
      let codes = keys.newRows(run)
      index.reserve(upTo: Int(codes.max() ?? 0))
      for row in run {
        let code = Int(codes[row - run.lowerBound])
        if index.keepFirst(row, code: code) {
          accept(row, operations, &outcome)
          continue
        }
        let (known, slot) = index.find(row, code: code)
        guard let known else {
          index.keep(row, code: code, at: slot, isNew: true)
          accept(row, operations, &outcome)
          continue
        }
        revise(row, current: known, code: code, slot: slot, isVersioned: isVersioned, &outcome)
      }
    }
    return outcome
  }

  @inline(__always)
  private func accept(_ row: Int, _ operations: Bool, _ outcome: inout Outcome) {
    outcome.accepted += 1
    if operations, table.operation(row) == .cancel { table.demote(row, to: .cancelled) }
  }

  private func revise(
    _ row: Int, current: Int, code: Int, slot: KeyIndex.Slot, isVersioned: Bool,
    _ outcome: inout Outcome
  ) {
    let ignored = isVersioned ? nil : table.fields.version
    var higher: Int?
    var lower: Int? = current
    while let other = lower, isOlder(row, than: other, isVersioned: isVersioned) {
      higher = other
      lower = table.revisions.predecessor[UInt32(other)].map(Int.init)
    }
    if let other = lower, isVersioned ? table.version(other) == table.version(row) : true {
      if table.hasEqualContent(row, other, ignoring: ignored) {
        return repeatRow(row, other, as: .duplicate, &outcome.duplicates)
      }
      if isVersioned { return repeatRow(row, other, as: .conflict, &outcome.conflicts) }
    }
    outcome.amendments += 1
    table.revisions.link(row, above: lower, below: higher)
    if higher != nil { return table.demote(row, to: .superseded) }
    table.supersede(current)
    if table.operation(row) == .cancel { table.demote(row, to: .cancelled) }
    index.keep(row, code: code, at: slot, isNew: false)
  }

  private func repeatRow(_ row: Int, _ other: Int, as status: RowStatus, _ list: inout [Int]) {
    table.demote(row, to: status)
    table.revisions.repeats(row, of: other)
    list.append(row)
  }

  /// Whether the row tells of an earlier state of the record than `other`, which came before it.
  private func isOlder(_ row: Int, than other: Int, isVersioned: Bool) -> Bool {
    if isVersioned { return table.version(row) < table.version(other) }
    let sequence = table.number(row, table.fields.sourceSequence)
    let otherSequence = table.number(other, table.fields.sourceSequence)
    return sequence != RecordBatch.absent && sequence < otherSequence
  }
}
