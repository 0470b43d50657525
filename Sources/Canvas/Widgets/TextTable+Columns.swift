extension TextTable {
  /// A column that found room.
  struct PlacedColumn: Equatable {
    /// Among all columns.
    var index: Int
    /// The first cell, from the left border of the table.
    var start: Int
    var cells: Int
  }

  /// The columns that find room in so many cells, each with one blank before it.
  ///
  /// One column is always there, cut to what there is.
  func placedColumns(in total: Int) -> [PlacedColumn] {
    var kept = Array(columns.indices)
    while kept.count > 1, neededCells(kept) > total, let dropped = leastImportant(of: kept) {
      kept.remove(at: dropped)
    }
    var spare = max(0, total - neededCells(kept))
    var weights = kept.reduce(0) { $0 + columns[$1].weight }
    var start = 1
    return kept.compactMap { index in
      let column = columns[index]
      let extra = weights > 0 ? spare * column.weight / weights : 0
      spare -= extra
      weights -= column.weight
      let cells = min(column.minimum + extra, total - start)
      defer { start += cells + 1 }
      return cells > 0 ? PlacedColumn(index: index, start: start, cells: cells) : nil
    }
  }

  /// Indices of the columns that `draw` shows in so many cells.
  public func shownColumns(in cells: Int) -> [Int] { placedColumns(in: cells).map(\.index) }

  private func neededCells(_ kept: [Int]) -> Int {
    kept.reduce(0) { $0 + columns[$1].minimum + 1 }
  }

  /// The place in `kept` of the column to drop next: greatest priority, of equals the last.
  private func leastImportant(of kept: [Int]) -> Int? {
    kept.indices.max { columns[kept[$0]].priority <= columns[kept[$1]].priority }
  }
}
