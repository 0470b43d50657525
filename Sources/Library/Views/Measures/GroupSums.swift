import Commerce
import Statistics

/// The exact sum of a dimension in each group, and how many values it has.
final class GroupSums: MeasureState {
  private let column: Int
  let reader: DimensionReader
  private let sums = GroupArray<Sum>(repeating: Sum())
  /// Sums of the decimals that no cell holds, in 10⁻¹³, by group.
  private var wide: [Int: (units: Int128, count: Int64)] = [:]

  init(_ scan: Scan, _ operand: Dimension) {
    column = scan.column(of: operand)
    reader = scan.readers[column]
  }

  /// Number of values that are not absent.
  func count(_ group: Int) -> Int64 {
    guard group < sums.count else { return 0 }
    return sums[group].count + (wide.isEmpty ? 0 : wide[group]?.count ?? 0)
  }

  /// The sum in parts of a unit of the dimension: 10⁻¹³ where a decimal is wide, else the cells'.
  func total(_ group: Int) -> (units: Int128, scale: Int128) {
    let cells = group < sums.count ? sums[group].total : 0
    let scale = Int128(reader.dimension.type.scale)
    guard !wide.isEmpty, let more = wide[group] else { return (cells, scale) }
    return (cells * 1_000_000_000 + more.units, scale * 1_000_000_000)
  }

  /// The sum as a value; absent where the group has none.
  func value(_ group: Int) -> FieldValue {
    guard count(group) > 0 else { return .absent }
    let (units, scale) = total(group)
    switch reader.dimension.type {
    case .money:
      if let small = Int64(exactly: units) { return .money(Money(units: small)) }
      return .decimal(ExactDecimal(units: units * 1_000_000_000))
    case .integer:
      if let small = Int64(exactly: units) { return .integer(small) }
      return .decimal(ExactDecimal(units: units * 10_000_000_000_000))
    case .decimal:
      return .decimal(ExactDecimal(units: scale == 10_000 ? units * 1_000_000_000 : units))
    default: return .number(nearestDouble(units) / Double(scale))
    }
  }

  /// The mean; absent where the group has no value.
  func mean(_ group: Int) -> FieldValue {
    let count = count(group)
    guard count > 0 else { return .absent }
    let (units, scale) = total(group)
    return .number(nearestDouble(units) / (Double(scale) * Double(count)))
  }

  /// The sum in binary64.
  func number(_ group: Int) -> Double {
    let (units, scale) = total(group)
    return nearestDouble(units) / Double(scale)
  }

  /// The sums (groups × 1) where every value fits a cell; valid until the state grows.
  var plainSums: UnsafePointer<Sum>? { wide.isEmpty ? UnsafePointer(sums.pointer) : nil }

  /// A number that stands in order as the sums do; the least for a group without values.
  func rank(_ group: Int) -> Int128 {
    if wide.isEmpty {
      guard group < sums.count, sums.pointer[group].count > 0 else { return Int128.min }
      return sums.pointer[group].total
    }
    guard count(group) > 0 else { return Int128.min }
    let (units, scale) = total(group)
    return scale > 10_000_000_000 ? units : units * 1_000_000_000
  }

  /// The exact sum of the first groups, in binary64.
  func number(ofFirst groups: Int) -> Double {
    let scale = Int128(reader.dimension.type.scale)
    var units = wide.values.reduce(Int128(0)) { $0 + $1.units }
    var cells: Int128 = 0
    for group in 0..<min(groups, sums.count) { cells += sums.pointer[group].total }
    guard !wide.isEmpty else { return nearestDouble(cells) / Double(scale) }
    units += cells * 1_000_000_000
    return nearestDouble(units) / (Double(scale) * 1e9)
  }

  func grow(to groups: Int) { sums.grow(to: groups) }

  func add(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    if addCells(cells, byGroup: rows.groups, to: sums.pointer) { changeWide(cells, rows, by: 1) }
  }

  /// Adds the sum of `count` plain cells.
  func add(_ total: Int128, of count: Int64, to group: Int) {
    sums.pointer[group].add(total, of: count)
  }

  func subtract(_ rows: GroupedRows) {
    let cells = rows.scan.cells(column)
    if subtractCells(cells, byGroup: rows.groups, from: sums.pointer) {
      changeWide(cells, rows, by: -1)
    }
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? GroupSums else { return }
    for group in 0..<other.sums.count {
      sums.pointer[Int(groups[group])].merge(other.sums.pointer[group])
    }
    for (group, part) in other.wide {
      let before = wide[Int(groups[group])] ?? (0, 0)
      wide[Int(groups[group])] = (before.units + part.units, before.count + part.count)
    }
  }

  func removeAll() {
    sums.removeAll()
    wide = [:]
  }

  private func changeWide(_ cells: UnsafeBufferPointer<Int64>, _ rows: GroupedRows, by step: Int64)
  {
    for index in cells.indices {
      guard let decimal = reader.decimal(ofCode: cells[index]) else { continue }
      let group = Int(rows.groups[index])
      let before = wide[group] ?? (0, 0)
      wide[group] = (before.units + Int128(step) * decimal.units, before.count + step)
    }
  }
}
