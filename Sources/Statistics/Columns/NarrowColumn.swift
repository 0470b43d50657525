/// A growing column whose full segments are sealed: kept in as few bytes a value as their range needs.
///
/// Values never change once they are there. The newest rows lie open, in full width; a segment is
/// sealed when the next rows after it are added, so that the rows of the last `extend` can always be
/// read in place. A sealed value is `base + step × cell`: times in whole seconds and money in whole
/// fen take four bytes or fewer, the codes of a small dictionary one.
///
/// A class, because tables and views share one column and must see the same rows. Everything is
/// inlinable: a generic column is fast only where the caller's compiler sees through it.
public final class NarrowColumn<Element: ColumnElement> {
  // Exclusivity is not checked at run time, which would cost as much as the access: no method calls
  // out while it changes these.
  @exclusivity(unchecked) @usableFromInline var rowCount = 0
  @exclusivity(unchecked) @usableFromInline var segments: [ColumnSegment] = []
  /// Segments below this are sealed.
  @exclusivity(unchecked) @usableFromInline var sealedCount = 0
  private let store = SegmentStore()
  /// Buffers of sealed segments, to be filled again.
  private var spare: [UnsafeMutableRawPointer] = []

  public init() {}

  deinit {
    for segment in segments[sealedCount...] { segment.cells?.deallocate() }
    for buffer in spare { buffer.deallocate() }
  }

  @inlinable public var count: Int { rowCount }

  @inlinable
  public subscript(row: Int) -> Element {
    precondition(row >= 0 && row < rowCount, "NarrowColumn: no such row")
    return segments.withUnsafeBufferPointer { $0[row &>> 16].value(at: row & 0xFFFF) }
  }

  /// The segment with a number of 65,536 rows, and whether it is full and sealed.
  @inlinable
  public func segment(_ index: Int) -> (cells: ColumnSegment, isSealed: Bool) {
    (segments[index], index < sealedCount)
  }

  /// Adds rows that `fill` writes: each call gets the next run inside one segment, all of which it
  /// must initialize, and how many of the added rows came before.
  @inlinable
  public func extend(
    by added: Int, fill: (UnsafeMutableBufferPointer<Element>, _ before: Int) -> Void
  ) {
    sealFull()
    var done = 0
    while done < added {
      let offset = rowCount & 0xFFFF
      if offset == 0 { openSegment() }
      let part = min((1 << 16) - offset, added - done)
      if let start = segments[rowCount &>> 16].cells?.assumingMemoryBound(to: Element.self) {
        fill(UnsafeMutableBufferPointer(start: start + offset, count: part), done)
      }
      rowCount &+= part
      done &+= part
    }
  }

  @inlinable
  public func append(_ value: Element) {
    extend(by: 1) { part, _ in part.initialize(repeating: value) }
  }

  @inlinable
  public func append(repeating value: Element, count added: Int) {
    // In parts, so that only one segment is open at a time.
    var rest = added
    while rest > 0 {
      let part = min(rest, (1 << 16) - rowCount & 0xFFFF)
      extend(by: part) { part, _ in part.initialize(repeating: value) }
      rest -= part
    }
  }

  @inlinable
  public func append(contentsOf values: UnsafeBufferPointer<Element>) {
    extend(by: values.count) { part, taken in
      _ = part.update(fromContentsOf: values[taken..<taken + part.count])
    }
  }

  /// Copies a run of rows inside one segment (rows × 1), widened where `Target` is wider.
  @inlinable
  public func read<Target: FixedWidthInteger>(
    _ range: Range<Int>, into cells: UnsafeMutablePointer<Target>
  ) {
    guard !range.isEmpty else { return }
    let index = range.lowerBound &>> 16
    precondition(
      range.upperBound <= rowCount && (range.upperBound - 1) &>> 16 == index,
      "NarrowColumn: the rows must lie in one segment")
    let start = range.lowerBound & 0xFFFF
    segments[index].read(Element.self, start..<start + range.count, into: cells)
  }

  /// Calls `body` with a run of rows inside one segment (rows × 1): in place where it is open, else
  /// copied.
  @inlinable
  public func withRows<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result {
    if let rows = openRows(range) { return body(rows) }
    return withUnsafeTemporaryAllocation(of: Element.self, capacity: range.count) { copy in
      if let start = copy.baseAddress { read(range, into: start) }
      return body(UnsafeBufferPointer(copy))
    }
  }

  /// A run of rows of the last `extend` inside one segment (rows × 1), valid until the next.
  @inlinable
  public func newRows(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    guard let rows = openRows(range) else {
      preconditionFailure("NarrowColumn: the rows are sealed or not in one segment")
    }
    return rows
  }

  @inlinable
  func openRows(_ range: Range<Int>) -> UnsafeBufferPointer<Element>? {
    guard !range.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
    let index = range.lowerBound &>> 16
    guard range.upperBound <= rowCount, index >= sealedCount,
      (range.upperBound - 1) &>> 16 == index,
      let start = segments[index].cells?.assumingMemoryBound(to: Element.self)
    else { return nil }
    return UnsafeBufferPointer(start: start + range.lowerBound & 0xFFFF, count: range.count)
  }

  /// Seals the segments that are full.
  @usableFromInline
  func sealFull() {
    while sealedCount < rowCount &>> 16 {
      guard let buffer = segments[sealedCount].cells else { return }
      segments[sealedCount] = sealed(buffer)
      spare.append(buffer)
      sealedCount += 1
    }
  }

  /// One of two kinds of elements, named so that the compiler makes a loop for each.
  private func sealed(_ values: UnsafeMutableRawPointer) -> ColumnSegment {
    if Element.self == Int64.self {
      let cells = values.assumingMemoryBound(to: Int64.self)
      return ColumnSegment(sealing: UnsafeBufferPointer(start: cells, count: 1 << 16), in: store)
    }
    let cells = values.assumingMemoryBound(to: UInt32.self)
    return ColumnSegment(sealing: UnsafeBufferPointer(start: cells, count: 1 << 16), in: store)
  }

  @usableFromInline
  func openSegment() {
    let buffer =
      spare.popLast()
      ?? UnsafeMutableRawPointer.allocate(
        byteCount: MemoryLayout<Element>.stride << 16, alignment: 64)
    segments.append(ColumnSegment(open: buffer, width: MemoryLayout<Element>.stride))
  }
}

/// What a narrow column may hold: numbers of a batch (`Int64`), or codes of a dictionary (`UInt32`).
public protocol ColumnElement: FixedWidthInteger & BitwiseCopyable & Sendable {
  /// How many of the least values are marks, kept apart from numbers: absent, and too wide for a cell.
  static var markCount: Int { get }
}

extension Int64: ColumnElement {
  @inlinable public static var markCount: Int { 2 }
}

extension UInt32: ColumnElement {
  @inlinable public static var markCount: Int { 0 }
}
