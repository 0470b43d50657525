import Statistics

// Counts and sums of many rows at a time.
extension View {
  /// `nil` where rows have to be read one by one: for a window, for what changes after a row arrives,
  /// for states that are more than sums.
  func makeTallies() -> TallyScan? {
    guard query.window == nil, query.asOf == nil, !grouped.scan.isVolatile,
      let counts = streams[0].rowCounts, let sums = streams[0].onlySums
    else { return nil }
    return TallyScan(grouped, counts, sums)
  }

  /// Adds rows inside one segment; `false` where they have to be read one by one.
  func tally(_ rows: Range<Int>) -> Bool {
    guard let tallies, rows.count >= View.fewestTallied, !grouped.countsCurrencies else {
      return false
    }
    return tallies.add(rows) { streams[0].grow(to: $0) }
  }

  /// Fewer rows are read sooner than tables for them are made.
  private static let fewestTallied = 1 << 12
}
