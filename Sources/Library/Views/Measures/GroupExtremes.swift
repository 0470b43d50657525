import Commerce
import Statistics

/// The least and greatest value of a dimension in each group.
final class GroupExtremes: MeasureState {
  private let column: Int
  private let reader: DimensionReader
  private let extremes = GroupArray<Extremes>(repeating: Extremes())
  /// The decimals that no cell holds, with their number of copies, by group.
  private var wide: [Int: [ExactDecimal: Int]] = [:]
  private(set) var isStale = false

  init(_ scan: Scan, _ operand: Dimension) {
    column = scan.column(of: operand)
    reader = scan.readers[column]
  }

  func minimum(_ group: Int) -> FieldValue {
    value(extremes[group].minimum, wide[group]?.keys.min()) { $0 < $1 }
  }

  func maximum(_ group: Int) -> FieldValue {
    value(extremes[group].maximum, wide[group]?.keys.max()) { $0 > $1 }
  }

  func grow(to groups: Int) { extremes.grow(to: groups) }

  func add(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    addCells(cells, byGroup: rows.groups, to: extremes.pointer)
    changeWide(cells, rows, by: 1)
  }

  func subtract(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    if subtractCells(cells, byGroup: rows.groups, from: extremes.pointer) { isStale = true }
    changeWide(cells, rows, by: -1)
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? GroupExtremes else { return }
    for group in 0..<other.extremes.count {
      extremes[Int(groups[group])].merge(other.extremes[group])
    }
    for (group, decimals) in other.wide {
      wide[Int(groups[group]), default: [:]].merge(decimals) { $0 + $1 }
    }
    isStale = isStale || other.isStale
  }

  func removeAll() {
    let groups = extremes.count
    extremes.removeAll()
    extremes.grow(to: groups)
    wide = [:]
    isStale = false
  }

  private func value(
    _ cell: Int64?, _ decimal: ExactDecimal?, isBetter: (ExactDecimal, ExactDecimal) -> Bool
  ) -> FieldValue {
    guard let cell else { return decimal.map(FieldValue.decimal) ?? .absent }
    guard let decimal, isBetter(decimal, ExactDecimal(tenThousandths: cell)) else {
      return reader.value(cell)
    }
    return .decimal(decimal)
  }

  private func changeWide(_ cells: UnsafeBufferPointer<Int64>, _ rows: GroupedRows, by step: Int) {
    guard reader.dimension.type == .decimal else { return }
    for index in cells.indices {
      guard cells[index] < Cell.leastPlain, let decimal = reader.decimal(ofCode: cells[index])
      else { continue }
      let group = Int(rows.groups[index])
      let copies = wide[group, default: [:]][decimal, default: 0] + step
      wide[group, default: [:]][decimal] = copies == 0 ? nil : copies
    }
  }
}
