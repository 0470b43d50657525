import Commerce
import Statistics

/// The rows of one window, and the aggregates over them: the query's own window, or one that lies a
/// period earlier for `growth`.
final class Stream {
  /// How much earlier the window lies; `nil` for the query's own.
  let shift: GrowthPeriod?
  /// The window as of the last refresh; `nil` for all time.
  var span: TimeSpan?
  private var states: [MeasureStateKey: any MeasureState] = [:]
  private let isGrouped: Bool

  init(shift: GrowthPeriod?, isGrouped: Bool) {
    self.shift = shift
    self.isGrouped = isGrouped
  }

  /// Keeps a state with this key from now on.
  func demand(_ key: MeasureStateKey, _ scan: Scan) {
    if states[key] == nil { states[key] = key.makeState(scan, isGrouped: isGrouped) }
  }

  func state(_ key: MeasureStateKey) -> (any MeasureState)? { states[key] }

  var rowCounts: RowCounts? { states[.rows] as? RowCounts }

  var staleStates: [any MeasureState] { states.values.filter(\.isStale) }

  func grow(to groups: Int) { for state in states.values { state.grow(to: groups) } }

  func add(_ rows: GroupedRows) { for state in states.values { state.add(rows) } }

  func subtract(_ rows: GroupedRows) { for state in states.values { state.subtract(rows) } }

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
