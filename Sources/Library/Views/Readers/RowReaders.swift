import Commerce
import Statistics

/// Reads what the links or the status of a row say, row by row.
final class RowReader: DimensionReader {
  private let cell: (Int) -> Int64

  init(_ dimension: Dimension, cell: @escaping (Int) -> Int64) {
    self.cell = cell
    super.init(dimension)
  }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    for position in 0..<run.count { cells[position] = cell(run.row(position)) }
  }
}

/// Reads the verdict over an order's documents.
final class FlowsReader: DimensionReader {
  private let links: OrderLinks

  init(_ dimension: Dimension, links: OrderLinks) {
    self.links = links
    super.init(dimension)
  }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    for position in 0..<run.count {
      cells[position] = Int64(links.flows(run.row(position)).rawValue)
    }
  }

  override var ordersByCell: Bool { false }

  override func value(_ cell: Int64) -> FieldValue { .text(word(cell)) }

  override func precedes(_ left: Int64, _ right: Int64) -> Bool { word(left) < word(right) }

  private func word(_ cell: Int64) -> String {
    Flows(rawValue: UInt8(truncatingIfNeeded: cell))?.word ?? ""
  }
}

/// Reads the hours between two times, in microseconds.
final class DurationReader: DimensionReader {
  private let table: Table
  private let start: Int
  private let end: Int
  private let starts: UnsafeMutablePointer<Int64>

  init(_ dimension: Dimension, from start: Int, to end: Int, library: Library) {
    table = library[dimension.recordClass]
    self.start = start
    self.end = end
    starts = UnsafeMutablePointer<Int64>.allocate(capacity: RowRun.most)
    super.init(dimension)
  }

  deinit { starts.deallocate() }

  override func read(_ run: RowRun, into cells: UnsafeMutablePointer<Int64>) {
    guard let from = table.numbers(start), let to = table.numbers(end) else {
      return cells.update(repeating: Cell.absent, count: run.count)
    }
    run.read(to.cells, into: cells)
    run.read(from.cells, into: starts)
    for position in 0..<run.count {
      let isKnown = cells[position] != Cell.absent && starts[position] != Cell.absent
      cells[position] = isKnown ? cells[position] &- starts[position] : Cell.absent
    }
  }
}
