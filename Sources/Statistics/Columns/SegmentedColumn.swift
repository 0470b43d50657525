/// A growing column whose values lie in segments that never move, so that growth copies nothing.
///
/// A class, because tables and views share one column and must see the same rows. Everything is
/// inlinable: a generic column is fast only where the caller's compiler sees through it.
public final class SegmentedColumn<Element: BitwiseCopyable> {
  /// Rows in a full segment.
  @inlinable public static var segmentRows: Int { 1 << 16 }

  @inlinable public var count: Int { rowCount }
  // Exclusivity is not checked at run time, which would cost as much as the access: no method calls
  // out while it changes these.
  @exclusivity(unchecked) @usableFromInline var rowCount = 0
  @exclusivity(unchecked) @usableFromInline var segments: [UnsafeMutablePointer<Element>] = []

  /// Beyond the first million rows segments lie in blocks of huge pages.
  private var blocks: [UnsafeMutableRawPointer] = []
  private var segmentsInBlock = 0

  public init() {}

  deinit {
    for segment in segments.prefix(16) { segment.deallocate() }
    for block in blocks { HugePages.free(block, blockBytes) }
  }

  /// The value of a row; setting is for values that change with links, not for growth.
  @inlinable public subscript(row: Int) -> Element {
    get {
      precondition(row >= 0 && row < rowCount, "SegmentedColumn: no such row")
      return segments[row &>> 16][row & 0xFFFF]
    }
    set {
      precondition(row >= 0 && row < rowCount, "SegmentedColumn: no such row")
      segments[row &>> 16][row & 0xFFFF] = newValue
    }
  }

  /// Where the value of a row lies, to be asked for before it is read.
  @inlinable
  public func address(of row: Int) -> UnsafeRawPointer {
    segments.withUnsafeBufferPointer { UnsafeRawPointer($0[row &>> 16] + row & 0xFFFF) }
  }

  @inlinable
  public func append(_ value: Element) {
    let offset = rowCount & 0xFFFF
    if offset == 0 { addSegment() }
    segments[rowCount &>> 16].advanced(by: offset).initialize(to: value)
    rowCount &+= 1
  }

  @inlinable
  public func append(repeating value: Element, count added: Int) {
    extend(by: added) { part, _ in part.initialize(repeating: value) }
  }

  @inlinable
  public func append(contentsOf values: UnsafeBufferPointer<Element>) {
    extend(by: values.count) { part, taken in
      _ = part.update(fromContentsOf: values[taken..<taken + part.count])
    }
  }

  /// Adds rows that `fill` writes: each call gets the next run inside one segment, all of which it
  /// must initialize, and how many of the added rows came before.
  @inlinable
  public func extend(
    by added: Int, fill: (UnsafeMutableBufferPointer<Element>, _ before: Int) -> Void
  ) {
    var done = 0
    while done < added {
      let offset = rowCount & 0xFFFF
      if offset == 0 { addSegment() }
      let part = min((1 << 16) - offset, added - done)
      let start = segments[rowCount &>> 16].advanced(by: offset)
      fill(UnsafeMutableBufferPointer(start: start, count: part), done)
      rowCount &+= part
      done &+= part
    }
  }

  /// Makes the column at least `size` rows long; rows that are added hold `value`.
  @inlinable
  public func ensure(_ size: Int, filledWith value: Element) {
    if size > rowCount { append(repeating: value, count: size - rowCount) }
  }

  /// A run of rows inside one segment (rows × 1); valid while the column is.
  @inlinable
  public func rows(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(mutableRows(range))
  }

  /// A run of rows inside one segment (rows × 1) to be changed in place; valid while the column is.
  @inlinable
  public func mutableRows(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
    guard !range.isEmpty else { return UnsafeMutableBufferPointer(start: nil, count: 0) }
    let index = range.lowerBound &>> 16
    precondition(
      range.upperBound <= rowCount && (range.upperBound - 1) &>> 16 == index,
      "SegmentedColumn: the rows must lie in one segment")
    return UnsafeMutableBufferPointer(
      start: segments[index].advanced(by: range.lowerBound & 0xFFFF), count: range.count)
  }

  @usableFromInline
  func addSegment() {
    guard segments.count >= 16 else {
      segments.append(UnsafeMutablePointer<Element>.allocate(capacity: 1 << 16))
      return
    }
    if blocks.isEmpty || segmentsInBlock == segmentsPerBlock {
      blocks.append(HugePages.allocate(blockBytes))
      segmentsInBlock = 0
    }
    let start = blocks[blocks.count - 1] + segmentsInBlock * (MemoryLayout<Element>.stride << 16)
    segments.append(start.bindMemory(to: Element.self, capacity: 1 << 16))
    segmentsInBlock += 1
  }

  /// As many segments as fill whole huge pages: 32 for bytes, 4 for words.
  private var segmentsPerBlock: Int {
    let lowestBit = MemoryLayout<Element>.stride & -MemoryLayout<Element>.stride
    return 32 / min(lowestBit, 32)
  }

  private var blockBytes: Int { segmentsPerBlock * (MemoryLayout<Element>.stride << 16) }
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
