/// Whether a row stands for its record now.
///
/// Only live rows are in the statistics.
public enum RowStatus: UInt8, Sendable {
  case live
  /// A higher version of the record came later.
  case superseded
  /// The same key and content as an earlier row.
  case duplicate
  /// The same key as an earlier row, other content, no higher version.
  case conflict
  /// The record's newest version cancels it.
  case cancelled
}
