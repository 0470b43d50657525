public import Commerce
import Statistics

/// Where each row of a table came from, and when: feed, byte offset, line, length, arrival.
public final class Provenance {
  private let offsets = SegmentedColumn<Int64>()
  private let lines = SegmentedColumn<UInt32>()
  private let lengths = SegmentedColumn<UInt32>()
  /// Batches by their first row: feed and arrival are one for a whole batch.
  private var batches: [(firstRow: Int, feed: Int, arrived: Timestamp)] = []

  init() {}

  func append(_ places: [RowPlace], feed: Int, arrived: Timestamp) {
    batches.append((offsets.count, feed, arrived))
    for place in places {
      offsets.append(place.offset)
      lines.append(place.line)
      lengths.append(place.length)
    }
  }

  /// The row's feed as the reader numbered it.
  public func feed(_ row: Int) -> Int { batch(row).feed }

  /// When the row was read.
  public func arrived(_ row: Int) -> Timestamp { batch(row).arrived }

  /// The row's place and length in its feed.
  public func place(_ row: Int) -> RowPlace {
    RowPlace(offset: offsets[row], line: lines[row], length: lengths[row])
  }

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
