public import Commerce
import Statistics

/// Where each row of a table came from, and when: feed, byte offset, line, length, arrival.
public final class Provenance {
  private var places = PlaceColumn()
  /// Batches by their first row: feed and arrival are one for a whole batch.
  private var batches: [(firstRow: Int, feed: Int, arrived: Timestamp)] = []

  init() {}

  func append(_ places: BatchRun<RowPlace>, feed: Int, arrived: Timestamp) {
    if batches.last.map({ $0.feed != feed || $0.arrived != arrived }) ?? true {
      batches.append((self.places.count, feed, arrived))
    }
    for place in places { self.places.append(place) }
  }

  /// The row's feed as the reader numbered it.
  public func feed(_ row: Int) -> Int { batch(row).feed }

  /// When the row was read.
  public func arrived(_ row: Int) -> Timestamp { batch(row).arrived }

  /// The row's place and length in its feed.
  public func place(_ row: Int) -> RowPlace { places[row] }

  private func batch(_ row: Int) -> (firstRow: Int, feed: Int, arrived: Timestamp) {
    var low = 0
    var high = batches.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if batches[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return batches[low]
  }
}
