import Statistics

/// Columns of made-up rows for the loops behind a view.
struct MicroColumns {
  static let rowCount = 1 << 16

  private(set) var amounts: [Int64] = []
  private(set) var provinces: [Int64] = []
  private(set) var hours: [Int64] = []
  private(set) var sellers: [Int64] = []
  private(set) var groups: [UInt32] = []

  init() {
    var draws = Draws()
    for _ in 0..<MicroColumns.rowCount {
      amounts.append(Int64(draws.next(below: 20_000_000)))
      provinces.append(Int64(draws.next(below: 31)))
      hours.append(Int64(draws.next(below: 24)))
      sellers.append(Int64(1 + draws.next(below: 200_000)))
      groups.append(UInt32(draws.next(below: 31)))
    }
  }
}

// From columns to answers.
extension Loop {
  static func overColumns(_ columns: MicroColumns) -> [Loop] {
    [
      grouping("group_ns_per_row", [columns.provinces]),
      grouping("group_of_two_ns_per_row", [columns.provinces, columns.hours]),
      sums(columns), members(columns), distinct(columns),
      Loop(name: "sort_ns_per_cell", items: MicroColumns.rowCount) {
        var values = columns.amounts
        sortCells(&values)
        keep(values[0])
      },
      Loop(name: "exact_quantile_ns_per_cell", items: MicroColumns.rowCount) {
        var values = OrderedValues()
        for amount in columns.amounts { values.add(amount) }
        keep(values.quantile(0.9) { Double($0) })
      },
      Loop(name: "quantile_sketch_ns_per_cell", items: MicroColumns.rowCount) {
        var sketch = QuantileSketch()
        for amount in columns.amounts { sketch.add(amount) }
        keep(sketch.count)
      },
      Loop(name: "distinct_sketch_ns_per_cell", items: MicroColumns.rowCount) {
        var sketch = DistinctSketch()
        for seller in columns.sellers { sketch.add(seller) }
        keep(sketch.estimate)
      },
    ]
  }

  private static func grouping(_ name: String, _ keys: [[Int64]]) -> Loop {
    let index = GroupIndex(width: keys.count)
    let cells = keys.map { column in
      let cells = UnsafeMutablePointer<Int64>.allocate(capacity: column.count)
      cells.initialize(from: column, count: column.count)
      return UnsafePointer(cells)
    }
    let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: MicroColumns.rowCount)
    return Loop(name: name, items: MicroColumns.rowCount) {
      index.find(cells, rows: MicroColumns.rowCount, into: groups)
    }
  }

  private static func sums(_ columns: MicroColumns) -> Loop {
    let sums = GroupArray<Sum>(repeating: Sum())
    sums.grow(to: 31)
    return Loop(name: "sum_ns_per_row", items: MicroColumns.rowCount) {
      columns.amounts.withUnsafeBufferPointer { amounts in
        columns.groups.withUnsafeBufferPointer { groups in
          keep(addCells(amounts, byGroup: groups, to: sums.pointer))
        }
      }
    }
  }

  private static func members(_ columns: MicroColumns) -> Loop {
    let sums = MemberSums(areCodes: true)
    return Loop(name: "member_sums_ns_per_row", items: MicroColumns.rowCount) {
      columns.amounts.withUnsafeBufferPointer { amounts in
        columns.sellers.withUnsafeBufferPointer { sellers in
          columns.groups.withUnsafeBufferPointer { groups in
            keep(sums.add(amounts, members: sellers, byGroup: groups))
          }
        }
      }
    }
  }

  private static func distinct(_ columns: MicroColumns) -> Loop {
    let counts = DistinctCounts(areCodes: true)
    counts.grow(to: 31)
    return Loop(name: "distinct_ns_per_row", items: MicroColumns.rowCount) {
      columns.sellers.withUnsafeBufferPointer { sellers in
        columns.groups.withUnsafeBufferPointer { groups in counts.add(sellers, byGroup: groups) }
      }
    }
  }
}
