package import Commerce

/// The newest event time among rows that were read together, and when that was.
package struct EventTime: Equatable {
  package var newest: Timestamp
  package var arrived: Timestamp
}

extension RecordBatch {
  /// The newest event time of its rows; `nil` where none has any.
  var newestEventTime: Timestamp? {
    guard let field = recordClass.schema.eventTime, !columns[field].isEmpty else { return nil }
    let newest = columns[field].withUnsafeBufferPointer { $0.max() } ?? RecordBatch.absent
    return newest == RecordBatch.absent ? nil : Timestamp(microseconds: newest)
  }
}
