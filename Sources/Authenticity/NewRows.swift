package import Commerce
package import Library
import Statistics

/// Rows that were just appended to a table, all inside one segment of its columns.
package struct NewRows {
  package let table: Table
  package let rows: Range<Int>
  /// What the check that looks at them finds.
  package let found: FoundRows

  package init(_ rows: Range<Int>, of table: Table, found: FoundRows) {
    self.table = table
    self.rows = rows
    self.found = found
  }

  package var recordClass: RecordClass { table.recordClass }

  /// The codes of a text field (rows × 1); `nil` where no row gives it.
  func codes(_ field: Int) -> UnsafeBufferPointer<UInt32>? {
    table.codes(field)?.cells.newRows(rows)
  }

  /// The numbers of a field (rows × 1); `nil` where no row gives it.
  func numbers(_ field: Int) -> UnsafeBufferPointer<Int64>? {
    table.numbers(field)?.cells.newRows(rows)
  }

  /// Notes a finding for the row at an index of the spans, unless the row is a duplicate or
  /// conflict, which does not stand for its record.
  func report(at index: Int, field: Int) {
    let row = rows.lowerBound + index
    if table.isAccepted(row) { found.add(row: row, field: field) }
  }
}

extension Table {
  /// Whether the row was counted as a record or an amendment of one when it came.
  func isAccepted(_ row: Int) -> Bool {
    let status = status[row]
    return status != RowStatus.duplicate.rawValue && status != RowStatus.conflict.rawValue
  }

  /// The text of a cell; empty where absent.
  func text(_ row: Int, _ field: Int) -> String {
    guard let column = codes(field) else { return "" }
    return column.dictionary.text(column.cells[row])
  }

  /// The bytes of a text cell; empty where absent.
  func key(_ row: Int, _ field: Int) -> KeyText {
    guard let column = codes(field) else { return .empty }
    return column.dictionary.key(column.cells[row])
  }

  /// The number of a cell in the units of the batch; `nil` where absent.
  func number(_ row: Int, _ field: Int) -> Int64? {
    guard let cell = numbers(field)?.cells[row], cell != RecordBatch.absent else { return nil }
    return cell
  }

  /// An exact decimal or amount; `nil` where absent.
  func decimal(_ row: Int, _ field: Int) -> ExactDecimal? { numbers(field)?.decimal(row) }
}
