import Statistics

/// Rows of a table that are read together, at most `RowRun.most`: a run inside one segment, or a list.
struct RowRun {
  static let most = 4096

  enum Rows {
    case run(Range<Int>)
    case list(UnsafeBufferPointer<UInt32>)
  }

  let rows: Rows

  init(_ run: Range<Int>) {
    precondition(run.count <= RowRun.most, "RowRun: \(run.count) rows are too many")
    rows = .run(run)
  }

  init(_ list: UnsafeBufferPointer<UInt32>) {
    precondition(list.count <= RowRun.most, "RowRun: \(list.count) rows are too many")
    rows = .list(list)
  }

  var count: Int {
    switch rows {
    case .run(let run): run.count
    case .list(let list): list.count
    }
  }

  /// The row number of a position in the run.
  func row(_ position: Int) -> Int {
    switch rows {
    case .run(let run): run.lowerBound + position
    case .list(let list): Int(list[position])
    }
  }

  /// Copies the cells of a column of numbers.
  func read(_ column: NarrowColumn<Int64>, into cells: UnsafeMutablePointer<Int64>) {
    switch rows {
    case .run(let run): column.read(run, into: cells)
    case .list(let list):
      for position in list.indices { cells[position] = column[Int(list[position])] }
    }
  }

  /// Copies what was kept of each row.
  func read(_ column: SegmentedColumn<Int64>, into cells: UnsafeMutablePointer<Int64>) {
    switch rows {
    case .run(let run):
      guard let source = column.rows(run).baseAddress else { return }
      cells.update(from: source, count: run.count)
    case .list(let list):
      for position in list.indices { cells[position] = column[Int(list[position])] }
    }
  }

  /// Copies the codes of a column of texts; `absent` stands for code 0.
  func read(
    _ column: NarrowColumn<UInt32>, absent: Int64, into cells: UnsafeMutablePointer<Int64>
  ) {
    switch rows {
    case .run(let run): column.read(run, into: cells)
    case .list(let list):
      for position in list.indices { cells[position] = Int64(column[Int(list[position])]) }
    }
    guard absent != 0 else { return }
    for position in 0..<count { cells[position] = cells[position] == 0 ? absent : cells[position] }
  }

  /// Copies small numbers.
  func read(_ column: SegmentedColumn<UInt8>, into cells: UnsafeMutablePointer<Int64>) {
    switch rows {
    case .run(let run):
      let bytes = column.rows(run)
      for position in bytes.indices { cells[position] = Int64(bytes[position]) }
    case .list(let list):
      for position in list.indices { cells[position] = Int64(column[Int(list[position])]) }
    }
  }
}
