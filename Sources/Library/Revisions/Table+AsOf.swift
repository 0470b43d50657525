public import Commerce
import Statistics

extension Table {
  /// Whether the row stood for its record at an instant: the newest version observed by then.
  ///
  /// Observed means `observed_at`, else the arrival of the row. A version that cancels the record, a
  /// duplicate and a conflict never stand for it.
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
