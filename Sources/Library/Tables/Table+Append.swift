import Commerce
import Statistics

// What the library's append path changes.
extension Table {
  /// Adds the rows of a batch, column by column, as live rows, and returns them.
  func append(_ batch: RecordBatch, arrived: Timestamp, in dictionaries: Dictionaries) -> Range<Int>
  {
    let rows = count..<count + batch.count
    batch.bytes.withUnsafeBytes { bytes in
      for field in schema.fields.indices {
        append(batch.columns[field], of: field, bytes: bytes, count: batch.count, in: dictionaries)
      }
    }
    for entry in batch.wide {
      numbers(entry.field)?.wide[UInt32(rows.lowerBound + entry.row)] = entry.value
    }
    provenance.append(batch.places, feed: batch.feed, arrived: arrived)
    status.append(repeating: RowStatus.live.rawValue, count: batch.count)
    findingCounts.append(repeating: 0, count: batch.count)
    count += batch.count
    liveCount += batch.count
    return rows
  }

  /// Adds one field's cells; none stand for as many absent ones.
  private func append(
    _ cells: [Int64], of field: Int, bytes: UnsafeRawBufferPointer, count added: Int,
    in dictionaries: Dictionaries
  ) {
    if cells.isEmpty && columns[field] == nil { return }
    switch ensureColumn(field, in: dictionaries) {
    case .codes(let column):
      guard !cells.isEmpty else { return column.cells.append(repeating: 0, count: added) }
      cells.withUnsafeBufferPointer { cells in
        column.cells.extend(by: added) { part, before in
          let run = UnsafeBufferPointer(rebasing: cells[before..<before + part.count])
          column.dictionary.codes(of: run, in: bytes, into: part)
        }
      }
    case .numbers(let column):
      guard !cells.isEmpty else {
        return column.cells.append(repeating: RecordBatch.absent, count: added)
      }
      cells.withUnsafeBufferPointer { column.cells.append(contentsOf: $0) }
    }
  }

  /// Makes sure that a field has a column, absent for all rows so far.
  private func ensureColumn(_ field: Int, in dictionaries: Dictionaries) -> Column {
    if let column = columns[field] { return column }
    let type = schema.fields[field].type
    let column: Column
    if type.isText {
      let codes = CodeColumn(dictionary: dictionaries.dictionary(of: recordClass, field: field))
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

  /// Gives a row of the batch being added a status other than live: it never was in the statistics.
  func demote(_ row: Int, to newStatus: RowStatus) {
    status[row] = newStatus.rawValue
    liveCount -= 1
  }

  /// Marks the row of an older version as superseded; a live one leaves the statistics.
  func supersede(_ row: Int) {
    if isLive(row) {
      retired.append(UInt32(row))
      liveCount -= 1
    }
    status[row] = RowStatus.superseded.rawValue
  }

  /// Notes that a row's linked or derived values changed.
  ///
  /// A log as long as the table says no more than a new epoch, and is dropped for one.
  func touch(_ row: Int) {
    touched.append(UInt32(row))
    if touched.count > max(count, 1 << 20) { startEpoch() }
  }

  func startEpoch() {
    epoch += 1
    touched = []
  }
}
