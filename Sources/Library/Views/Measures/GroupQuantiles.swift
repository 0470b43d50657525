import Commerce
import Statistics
import Workers

/// The values of a dimension in each group in order, for exact quantiles.
///
/// Decimals are kept as the order of their binary64 numbers, because not all of them fit a cell.
final class GroupOrderedValues: MeasureState {
  private let column: Int
  private let reader: DimensionReader
  private let isDecimal: Bool
  private var values: [OrderedValues] = []

  init(_ scan: Scan, _ operand: Dimension) {
    column = scan.column(of: operand)
    reader = scan.readers[column]
    isDecimal = operand.type == .decimal
  }

  /// The quantile at a rank in 0…1 by linear interpolation; absent for no values.
  func value(_ group: Int, rank: Double) -> FieldValue {
    let scale = Double(reader.dimension.type.scale)
    let quantile =
      isDecimal
      ? values[group].quantile(rank) { orderedDouble($0) }
      : values[group].quantile(rank) { Double($0) / scale }
    return quantile.map(FieldValue.number) ?? .absent
  }

  /// Puts the values of each group in order.
  func prepare(by workers: WorkerPool) {
    values.withUnsafeMutableBufferPointer { values in
      let start = values.baseAddress
      workers.forEach(values.count) { start?[$0].settle() }
    }
  }

  func grow(to groups: Int) {
    guard groups > values.count else { return }
    values.append(contentsOf: repeatElement(OrderedValues(), count: groups - values.count))
  }

  func add(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    guard isDecimal else { return addCells(cells, byGroup: rows.groups, to: &values) }
    for index in cells.indices where cells[index] != Cell.absent {
      values[Int(rows.groups[index])].add(key(cells[index]))
    }
  }

  func subtract(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    for index in cells.indices where cells[index] != Cell.absent {
      values[Int(rows.groups[index])].subtract(key(cells[index]))
    }
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? GroupOrderedValues else { return }
    for group in other.values.indices {
      values[Int(groups[group])].merge(other.values[group])
    }
  }

  func removeAll() { values = [] }

  @inline(__always)
  private func key(_ cell: Int64) -> Int64 {
    isDecimal ? orderedBits(reader.number(cell)) : cell
  }
}

/// A number that stands in order as the double does.
private func orderedBits(_ number: Double) -> Int64 {
  let bits = Int64(bitPattern: number.bitPattern)
  return bits < 0 ? bits ^ Int64.max : bits
}

private func orderedDouble(_ bits: Int64) -> Double {
  Double(bitPattern: UInt64(bitPattern: bits < 0 ? bits ^ Int64.max : bits))
}

/// Estimates of the quantiles of a dimension in each group.
final class GroupQuantileSketches: MeasureState {
  private let column: Int
  private let reader: DimensionReader
  private var sketches: [QuantileSketch] = []

  init(_ scan: Scan, _ operand: Dimension) {
    column = scan.column(of: operand)
    reader = scan.readers[column]
  }

  func value(_ group: Int, rank: Double) -> FieldValue {
    let scale = Double(reader.dimension.type.scale)
    return sketches[group].quantile(rank).map { .number($0 / scale) } ?? .absent
  }

  func grow(to groups: Int) {
    guard groups > sketches.count else { return }
    sketches.append(contentsOf: repeatElement(QuantileSketch(), count: groups - sketches.count))
  }

  func add(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    sketches.withUnsafeMutableBufferPointer { sketches in
      for index in cells.indices where cells[index] != Cell.absent {
        sketches[Int(rows.groups[index])].add(plain(cells[index]))
      }
    }
  }

  func subtract(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    for index in cells.indices where cells[index] != Cell.absent {
      sketches[Int(rows.groups[index])].subtract(plain(cells[index]))
    }
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? GroupQuantileSketches else { return }
    for group in other.sketches.indices {
      sketches[Int(groups[group])].merge(other.sketches[group])
    }
  }

  func removeAll() { sketches = [] }

  /// The cell itself, or the nearest ten-thousandth of a decimal that no cell holds.
  @inline(__always)
  private func plain(_ cell: Int64) -> Int64 {
    cell >= Cell.leastPlain ? cell : reader.nearestPlain(ofCode: cell)
  }
}

extension DimensionReader {
  /// The nearest plain cell of a decimal that no cell holds exactly.
  func nearestPlain(ofCode cell: Int64) -> Int64 {
    guard let decimal = decimal(ofCode: cell) else { return 0 }
    return decimal.roundedToMoney?.money.units ?? (decimal.units < 0 ? Cell.leastPlain : Int64.max)
  }
}
