import CProcessor

/// Counts each row in its group.
///
/// - Complexity: O(rows), no allocation.
public func countRows(
  byGroup groups: UnsafeBufferPointer<UInt32>, step: Int64, to counts: UnsafeMutablePointer<Int64>
) {
  for group in groups { counts[Int(group)] &+= step }
}

/// Adds each plain cell (rows × 1) to the sum (groups × 1) of its group (rows × 1).
///
/// - Returns: whether a cell was neither plain nor absent: the caller has to add it.
/// - Complexity: O(rows), no allocation.
public func addCells(
  _ cells: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>,
  to sums: UnsafeMutablePointer<Sum>
) -> Bool {
  precondition(cells.count == groups.count, "addCells: as many cells as groups are expected")
  var hasCoded = false
  for row in cells.indices {
    let cell = cells[row]
    if cell >= Cell.leastPlain {
      sums[Int(groups[row])].add(cell)
    } else {
      hasCoded = hasCoded || cell != Cell.absent
    }
  }
  return hasCoded
}

/// Adds each plain cell (rows × 1) to the sum (groups × 1) of its group (rows × 1) as `addCells` does,
/// where the sums are so many that memory has to be asked for them ahead.
///
/// - Returns: whether a cell was neither plain nor absent: the caller has to add it.
/// - Complexity: O(rows), no allocation.
func addCellsAhead(
  _ cells: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>,
  to sums: UnsafeMutablePointer<Sum>
) -> Bool {
  let (block, count) = (64, cells.count)
  var hasCoded = false
  for start in stride(from: 0, to: count, by: block) {
    let rows = start..<min(start + block, count)
    let ahead = rows.upperBound..<min(rows.upperBound + block, count)
    for row in start == 0 ? 0..<ahead.upperBound : ahead { prefetch_line(sums + Int(groups[row])) }
    let isCoded = addCells(
      UnsafeBufferPointer(rebasing: cells[rows]),
      byGroup: UnsafeBufferPointer(rebasing: groups[rows]), to: sums)
    hasCoded = hasCoded || isCoded
  }
  return hasCoded
}

/// Takes each plain cell (rows × 1) out of the sum (groups × 1) of its group (rows × 1).
///
/// - Returns: whether a cell was neither plain nor absent: the caller has to take it out.
/// - Complexity: O(rows), no allocation.
public func subtractCells(
  _ cells: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>,
  from sums: UnsafeMutablePointer<Sum>
) -> Bool {
  precondition(cells.count == groups.count, "subtractCells: as many cells as groups are expected")
  var hasCoded = false
  for row in cells.indices {
    let cell = cells[row]
    if cell >= Cell.leastPlain {
      sums[Int(groups[row])].subtract(cell)
    } else {
      hasCoded = hasCoded || cell != Cell.absent
    }
  }
  return hasCoded
}

/// Adds each plain cell (rows × 1) to the extremes (groups × 1) of its group (rows × 1).
///
/// - Complexity: O(rows), no allocation.
public func addCells(
  _ cells: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>,
  to extremes: UnsafeMutablePointer<Extremes>
) {
  precondition(cells.count == groups.count, "addCells: as many cells as groups are expected")
  for row in cells.indices where cells[row] >= Cell.leastPlain {
    extremes[Int(groups[row])].add(cells[row])
  }
}

/// Takes each plain cell (rows × 1) out of the extremes (groups × 1) of its group (rows × 1).
///
/// - Returns: whether a group's extremes became stale.
public func subtractCells(
  _ cells: UnsafeBufferPointer<Int64>, byGroup groups: UnsafeBufferPointer<UInt32>,
  from extremes: UnsafeMutablePointer<Extremes>
) -> Bool {
  precondition(cells.count == groups.count, "subtractCells: as many cells as groups are expected")
  var isStale = false
  for row in cells.indices where cells[row] >= Cell.leastPlain {
    let group = Int(groups[row])
    extremes[group].subtract(cells[row])
    isStale = isStale || extremes[group].isStale
  }
  return isStale
}
