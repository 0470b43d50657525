/// A growing column whose values lie in segments that never move, so that growth copies nothing.
///
/// A class, because tables and views share one column and must see the same rows.
public final class SegmentedColumn<Element: BitwiseCopyable> {
  /// Rows in a full segment.
  public static var segmentRows: Int { 1 << 16 }

  public private(set) var count = 0
  private var segments: [UnsafeMutablePointer<Element>] = []

  public init() {}

  deinit { for segment in segments { segment.deallocate() } }

  /// The value of a row; setting is for values that change with links, not for growth.
  public subscript(row: Int) -> Element {
    get {
      precondition(row >= 0 && row < count, "SegmentedColumn: no row \(row) of \(count)")
      return segments[row &>> 16][row & 0xFFFF]
    }
    set {
      precondition(row >= 0 && row < count, "SegmentedColumn: no row \(row) of \(count)")
      segments[row &>> 16][row & 0xFFFF] = newValue
    }
  }

  public func append(_ value: Element) {
    let offset = count & 0xFFFF
    if offset == 0 { addSegment() }
    segments[count &>> 16].advanced(by: offset).initialize(to: value)
    count += 1
  }

  public func append(repeating value: Element, count added: Int) {
    var left = added
    while left > 0 {
      let room = roomInSegment()
      let part = min(room.count, left)
      UnsafeMutableBufferPointer(rebasing: room[..<part]).initialize(repeating: value)
      count += part
      left -= part
    }
  }

  public func append(contentsOf values: UnsafeBufferPointer<Element>) {
    var taken = 0
    while taken < values.count {
      let room = roomInSegment()
      let part = min(room.count, values.count - taken)
      _ = room.update(fromContentsOf: values[taken..<taken + part])
      count += part
      taken += part
    }
  }

  /// A run of rows inside one segment (rows × 1); valid while the column is.
  public func rows(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    guard !range.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
    let index = range.lowerBound &>> 16
    precondition(
      range.upperBound <= count && (range.upperBound - 1) &>> 16 == index,
      "SegmentedColumn: \(range) must lie in one segment of \(count) rows")
    return UnsafeBufferPointer(
      start: segments[index].advanced(by: range.lowerBound & 0xFFFF), count: range.count)
  }

  private func addSegment() {
    segments.append(UnsafeMutablePointer<Element>.allocate(capacity: 1 << 16))
  }

  private func roomInSegment() -> UnsafeMutableBufferPointer<Element> {
    let offset = count & 0xFFFF
    if offset == 0 { addSegment() }
    return UnsafeMutableBufferPointer(
      start: segments[count &>> 16].advanced(by: offset), count: (1 << 16) - offset)
  }
}

/// The parts of a range of rows that lie in one segment each and hold at most `size` rows, in order.
public func segmentRanges(_ rows: Range<Int>, atMost size: Int = 1 << 16) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start = rows.lowerBound
  while start < rows.upperBound {
    let segmentEnd = ((start &>> 16) + 1) &<< 16
    let end = min(rows.upperBound, segmentEnd, start + size)
    ranges.append(start..<end)
    start = end
  }
  return ranges
}
