import Commerce

/// The versions of each record of a table, linked from row to row.
///
/// Sparse: a record that came once costs nothing.
public final class Revisions {
  /// For a superseded row the row of the next higher version.
  public private(set) var successor: [UInt32: UInt32] = [:]
  /// For a row the row of the next lower version.
  public private(set) var predecessor: [UInt32: UInt32] = [:]
  /// For a duplicate or conflicting row the row whose key it bears.
  public private(set) var original: [UInt32: UInt32] = [:]
  /// Rows that were not the first of their key to come, and are neither duplicates nor conflicts.
  private var amendments: Set<UInt32> = []

  init() {}

  /// Whether the row brought another version of a record that was known.
  public func isAmendment(_ row: Int) -> Bool { amendments.contains(UInt32(row)) }

  /// Puts `row` between a higher version and a lower one; `nil` where there is none.
  func link(_ row: Int, above lower: Int?, below higher: Int?) {
    amendments.insert(UInt32(row))
    if let lower {
      predecessor[UInt32(row)] = UInt32(lower)
      successor[UInt32(lower)] = UInt32(row)
    }
    if let higher {
      predecessor[UInt32(higher)] = UInt32(row)
      successor[UInt32(row)] = UInt32(higher)
    }
  }

  func repeats(_ row: Int, of other: Int) { original[UInt32(row)] = UInt32(other) }
}
