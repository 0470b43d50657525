import Statistics

/// Small numbers for the cells of one dimension that a view has seen, in powers of two of room.
final class PartBook {
  private let cells = GroupIndex(width: 1)
  private let found = GroupArray<UInt32>(repeating: 0)
  /// Parts that there is room for.
  private(set) var room = 1

  /// The part of each of a segment's numbers; valid until the next call.
  func parts(of segment: CodedSegment) -> UnsafeMutableBufferPointer<UInt32> {
    found.grow(to: segment.table.count)
    segment.table.withUnsafeBufferPointer { table in
      guard let start = table.baseAddress else { return }
      cells.find([start], rows: table.count, into: found.pointer)
    }
    while room < cells.count { room *= 2 }
    return UnsafeMutableBufferPointer(start: found.pointer, count: segment.table.count)
  }

  /// The cell of a part.
  func cell(_ part: Int) -> Int64 { cells.key(part, 0) }

  func removeAll() {
    cells.removeAll()
    room = 1
  }
}
