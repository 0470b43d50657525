import Commerce
import Library
import Statistics

/// Which texts of a dictionary are the key of a record that is there.
final class RecordPresence {
  let recordClass: RecordClass
  private let keyField: Int
  private var seenRows = 0
  /// By code.
  private var isThere: [Bool] = [false]

  init(of recordClass: RecordClass) {
    self.recordClass = recordClass
    keyField = recordClass.schema.key[0]
  }

  /// Whether a record with this key has come.
  @inline(__always)
  func contains(_ code: UInt32) -> Bool { Int(code) < isThere.count && isThere[Int(code)] }

  /// Reads the records that came since it was last called, and calls `arrived` for each key that
  /// was not there before.
  func update(from table: Table, arrived: (UInt32) -> Void) {
    guard let column = table.codes(keyField) else { return }
    let missing = column.dictionary.count + 1 - isThere.count
    if missing > 0 { isThere.append(contentsOf: repeatElement(false, count: missing)) }
    for range in segmentRanges(seenRows..<table.count) {
      column.cells.withRows(range) { codes in
        for code in codes where !isThere[Int(code)] {
          isThere[Int(code)] = true
          arrived(code)
        }
      }
    }
    seenRows = table.count
  }
}
