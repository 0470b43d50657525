/// Dense numbers for cells of one column: an array where the cells lie close together.
///
/// The array covers one stretch of cells and grows by doubling up to `widest` entries of 4 bytes;
/// `Cell.absent` has an entry of its own.
struct DenseCodes {
  static let widest = 1 << 23

  /// Dense number + 1 by cell − `base`; 0 where the cell was never seen.
  private(set) var entries: [UInt32] = []
  private(set) var base: Int64 = 0
  private(set) var absentEntry: UInt32 = 0

  /// Makes room for the cells between two plain ones; `false` where they lie too far apart.
  mutating func cover(_ least: Int64, _ greatest: Int64) -> Bool {
    let margin = Int64(DenseCodes.widest)
    guard greatest < Int64.max - margin, least > Cell.leastPlain + margin else { return false }
    guard !entries.isEmpty else {
      let (span, overflow) = greatest.subtractingReportingOverflow(least)
      guard !overflow, span < DenseCodes.widest else { return false }
      base = least
      entries = Array(repeating: 0, count: max(64, Int(span) + 1))
      return true
    }
    let end = base + Int64(entries.count)
    if least >= base && greatest < end { return true }
    let newBase = min(least, base)
    let (span, overflow) = max(greatest + 1, end).subtractingReportingOverflow(newBase)
    guard !overflow, span <= DenseCodes.widest else { return false }
    let extra = min(max(Int(span), entries.count * 2), DenseCodes.widest) - Int(span)
    let (lower, spanOverflow) = newBase.subtractingReportingOverflow(Int64(extra))
    let roomBelow = least < base && !spanOverflow ? extra : 0
    let front = Int(base - newBase) + roomBelow
    var larger = [UInt32](repeating: 0, count: Int(span) + extra)
    for (index, entry) in entries.enumerated() { larger[front + index] = entry }
    entries = larger
    base = roomBelow > 0 ? lower : newBase
    return true
  }

  mutating func withEntries<Result>(
    _ body: (UnsafeMutableBufferPointer<UInt32>, inout UInt32) -> Result
  ) -> Result {
    entries.withUnsafeMutableBufferPointer { body($0, &absentEntry) }
  }
}
