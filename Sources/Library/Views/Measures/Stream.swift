import Commerce
import Statistics
import Workers

/// The rows of one window, and the aggregates over them: the query's own window, or one that lies a
/// period earlier for `growth`.
final class Stream {
  /// How much earlier the window lies; `nil` for the query's own.
  let shift: GrowthPeriod?
  /// The window as of the last refresh; `nil` for all time.
  var span: TimeSpan?
  private var states: [MeasureStateKey: any MeasureState] = [:]

  init(shift: GrowthPeriod?) { self.shift = shift }

  /// Keeps a state with this key from now on.
  func demand(_ key: MeasureStateKey, _ scan: Scan) {
    if states[key] == nil { states[key] = key.makeState(scan) }
  }

  func state(_ key: MeasureStateKey) -> (any MeasureState)? { states[key] }

  var rowCounts: RowCounts? { states[.rows] as? RowCounts }

  /// The sums, where nothing is kept but them and counts of rows.
  var onlySums: [GroupSums]? {
    let sums = states.values.compactMap { $0 as? GroupSums }
    return sums.count + 1 == states.count && rowCounts != nil ? sums : nil
  }

  var staleStates: [any MeasureState] { states.values.filter(\.isStale) }

  func grow(to groups: Int) { for state in states.values { state.grow(to: groups) } }

  func add(_ rows: GroupedRows) { for state in states.values { state.add(rows) } }

  func subtract(_ rows: GroupedRows) { for state in states.values { state.subtract(rows) } }

  /// Adds what another stream of the same query has counted; `groups` says which group here each of
  /// its groups is.
  func merge(_ other: Stream, groups: UnsafeBufferPointer<UInt32>) {
    for (key, state) in states {
      if let others = other.states[key] { state.merge(others, groups: groups) }
    }
  }

  func prepare(by workers: WorkerPool) { for state in states.values { state.prepare(by: workers) } }

  func removeAll() {
    for state in states.values { state.removeAll() }
    span = nil
  }

  /// The window that ends at `end`, moved back by the stream's period.
  func span(endingAt end: Int64, length: Int64) -> TimeSpan {
    let moved = shift?.before(Timestamp(microseconds: end)).microseconds ?? end
    return TimeSpan(after: moved &- length, upTo: moved)
  }
}
