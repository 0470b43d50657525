import Commerce
import Statistics
import Workers

// What the library's append path changes.
extension Table {
  /// Adds the rows of a batch, column by column, as live rows, and returns them.
  ///
  /// Columns are filled side by side, but fields that share a dictionary one after the other, so
  /// that codes do not depend on the number of workers.
  func append(
    _ batch: RecordBatch, arrived: Timestamp, in dictionaries: Dictionaries, by workers: WorkerPool
  ) -> Range<Int> {
    let rows = count..<count + batch.count
    let parts = columnParts(of: batch, in: dictionaries)
    batch.bytes.withUnsafeBytes { bytes in
      workers.forEach(parts.count + 1) { part in
        guard part < parts.count else {
          return provenance.append(batch.places, feed: batch.feed, arrived: arrived)
        }
        for (field, column) in parts[part] {
          column.append(batch.columns[field], bytes: bytes, count: batch.count)
        }
      }
    }
    for entry in batch.wide {
      numbers(entry.field)?.wide[UInt32(rows.lowerBound + entry.row)] = entry.value
    }
    status.append(repeating: RowStatus.live.rawValue, count: batch.count)
    findingCounts.append(repeating: 0, count: batch.count)
    count += batch.count
    liveCount += batch.count
    return rows
  }

  /// The columns that the batch's rows belong in: those of one dictionary together, the largest
  /// dictionary first, because its part takes longest; then all numbers.
  private func columnParts(
    of batch: RecordBatch, in dictionaries: Dictionaries
  ) -> [[(field: Int, column: Column)]] {
    var texts: [(dictionary: KeyTable, columns: [(field: Int, column: Column)])] = []
    var numbers: [(field: Int, column: Column)] = []
    for field in schema.fields.indices {
      if batch.columns[field].isEmpty && columns[field] == nil { continue }
      let column = ensureColumn(field, in: dictionaries)
      guard case .codes(let codes) = column else {
        numbers.append((field, column))
        continue
      }
      if let known = texts.firstIndex(where: { $0.dictionary === codes.dictionary }) {
        texts[known].columns.append((field, column))
      } else {
        texts.append((codes.dictionary, [(field, column)]))
      }
    }
    texts.sort { $0.dictionary.count > $1.dictionary.count }
    return texts.map(\.columns) + [numbers]
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
  func touch(_ row: Int) { touch(CollectionOfOne(UInt32(row))) }

  /// Notes the same of several rows.
  func touch(_ rows: some Collection<UInt32>) {
    touched.append(contentsOf: rows)
    if touched.count > max(count, 1 << 20) { startEpoch() }
  }

  func startEpoch() {
    epoch += 1
    touched = []
  }
}

extension Column {
  /// Adds cells of a batch; none stand for as many absent ones.
  fileprivate func append(
    _ cells: BatchRun<Int64>, bytes: UnsafeRawBufferPointer, count added: Int
  ) {
    switch self {
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
}
