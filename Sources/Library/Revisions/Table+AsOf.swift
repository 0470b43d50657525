public import Commerce
import Statistics

extension Table {
  /// Whether the row stood for its record at an instant: observed by then, as the newest version
  /// observed by then, and not cancelling it. Duplicates and conflicts never do.
  ///
  /// Observed means `observed_at`, else the arrival of the row.
  ///
  /// - Complexity: O(number of the record's higher versions)
  public func isVisible(_ row: Int, asOf instant: Timestamp) -> Bool {
    switch RowStatus(rawValue: status[row]) {
    case nil, .duplicate?, .conflict?, .cancelled?: return false
    case .live?: return observed(row) <= instant
    case .superseded?: break
    }
    guard observed(row) <= instant, operation(row) != .cancel else { return false }
    var next = revisions.successor[UInt32(row)]
    while let higher = next {
      if observed(Int(higher)) <= instant { return false }
      next = revisions.successor[higher]
    }
    return true
  }
}
