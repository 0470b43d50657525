public import Commerce
import Statistics

extension Library {
  /// The current row of a record by the parts of its key as text, absent parts empty or left out; a
  /// key without its later parts finds the record when exactly one has the parts given.
  ///
  /// - Complexity: O(1) for a key in full; O(rows of the class) for one cut short that is not the
  ///   first of its first part
  public func row(of recordClass: RecordClass, key: [String]) -> Int? {
    let table = self[recordClass]
    let fields = table.schema.key
    guard let firstText = key.first,
      let code = dictionary(recordClass, field: fields[0]).existingCode(of: firstText),
      let first = revisers[Int(recordClass.rawValue)].index.firstRow(code: code)
    else { return nil }
    let given = zip(fields, key).dropFirst().filter { !$0.1.isEmpty }
    let isMatch = { (row: Int) in
      given.allSatisfy { table.value(row: row, field: $0.0).description == $0.1 }
    }
    if isMatch(first), !isShared(recordClass, code: code) { return first }
    return onlyCurrent(table, code: code, where: isMatch)
  }

  private func isShared(_ recordClass: RecordClass, code: UInt32) -> Bool {
    recordClass == .order
      ? orderLinks.sharedIds[code] != nil
      : revisers[Int(recordClass.rawValue)].index.hasFurther
  }

  /// The only row with a first key part that stands for its record now.
  private func onlyCurrent(
    _ table: Table, code: UInt32, where isMatch: (Int) -> Bool
  ) -> Int? {
    guard let cells = table.codes(table.schema.key[0])?.cells else { return nil }
    var found: Int?
    for run in segmentRanges(0..<table.count) {
      for row in rows(run, of: cells, with: code) {
        guard table.isLive(row) || table.status[row] == RowStatus.cancelled.rawValue,
          isMatch(row)
        else { continue }
        if found != nil { return nil }
        found = row
      }
    }
    return found
  }
}
