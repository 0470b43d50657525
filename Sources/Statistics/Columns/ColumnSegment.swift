/// 65,536 rows of a column: open in full width, or sealed in as few bytes a value as they need.
public struct ColumnSegment {
  /// Cells side by side; `nil` where all values are the same.
  public let cells: UnsafeMutableRawPointer?
  /// Bytes of a cell: 0, 1, 2, 4 or 8.
  public let width: Int
  /// A value is `base + step × cell`.
  public let base: Int64
  public let step: Int64
  /// Marks stand above all plain cells: the first is the greatest cell of the width, the second the
  /// one below; 0 where the segment has none.
  @usableFromInline let leastMark: UInt64
  /// Bounds of the values that are no marks; the greater first where there are none.
  ///
  /// Of an open segment all that its type can hold.
  public let least: Int64
  public let greatest: Int64

  init(open cells: UnsafeMutableRawPointer, width: Int) {
    self.cells = cells
    self.width = width
    (base, step, leastMark) = (0, 1, .max)
    (least, greatest) = (.min, .max)
  }

  init(
    cells: UnsafeMutableRawPointer?, width: Int, base: Int64, step: Int64, leastMark: UInt64,
    least: Int64, greatest: Int64
  ) {
    self.cells = cells
    self.width = width
    self.base = base
    self.step = step
    self.leastMark = leastMark
    self.least = least
    self.greatest = greatest
  }

  /// Whether cells are the values themselves, without marks of their own.
  @inlinable public var isPlain: Bool { base == 0 && step == 1 && leastMark == .max }

  @inlinable
  func value<Element: ColumnElement>(at offset: Int) -> Element {
    guard let cells else { return Element(truncatingIfNeeded: base) }
    if width == MemoryLayout<Element>.stride {
      return cells.loadUnaligned(
        fromByteOffset: offset &* MemoryLayout<Element>.stride, as: Element.self)
    }
    let cell: UInt64 =
      switch width {
      case 1: UInt64(cells.load(fromByteOffset: offset, as: UInt8.self))
      case 2: UInt64(cells.load(fromByteOffset: offset &* 2, as: UInt16.self))
      default: UInt64(cells.load(fromByteOffset: offset &* 4, as: UInt32.self))
      }
    return Element(truncatingIfNeeded: widened(cell))
  }

  @inlinable
  func read<Element: ColumnElement, Target: FixedWidthInteger>(
    _ type: Element.Type, _ range: Range<Int>, into target: UnsafeMutablePointer<Target>
  ) {
    guard let cells else {
      target.update(repeating: Target(truncatingIfNeeded: base), count: range.count)
      return
    }
    if width == MemoryLayout<Element>.stride {
      copy(cells.assumingMemoryBound(to: Element.self) + range.lowerBound, range.count, target)
      return
    }
    switch width {
    case 1: widen(cells.assumingMemoryBound(to: UInt8.self) + range.lowerBound, range.count, target)
    case 2:
      widen(cells.assumingMemoryBound(to: UInt16.self) + range.lowerBound, range.count, target)
    default:
      widen(cells.assumingMemoryBound(to: UInt32.self) + range.lowerBound, range.count, target)
    }
  }

  @inlinable
  func copy<Source: FixedWidthInteger, Target: FixedWidthInteger>(
    _ source: UnsafeMutablePointer<Source>, _ count: Int, _ target: UnsafeMutablePointer<Target>
  ) {
    for index in 0..<count { target[index] = Target(truncatingIfNeeded: source[index]) }
  }

  @inlinable
  func widen<Source: FixedWidthInteger & UnsignedInteger, Target: FixedWidthInteger>(
    _ source: UnsafeMutablePointer<Source>, _ count: Int, _ target: UnsafeMutablePointer<Target>
  ) {
    if isPlain { return copy(source, count, target) }
    let (base, step) = (base, step)
    guard leastMark != .max else {
      for index in 0..<count {
        target[index] = Target(
          truncatingIfNeeded: base &+ step &* Int64(truncatingIfNeeded: source[index]))
      }
      return
    }
    for index in 0..<count {
      target[index] = Target(truncatingIfNeeded: widened(UInt64(truncatingIfNeeded: source[index])))
    }
  }

  @inlinable @inline(__always)
  func widened(_ cell: UInt64) -> Int64 {
    cell < leastMark
      ? base &+ step &* Int64(truncatingIfNeeded: cell)
      : Int64.min &+ Int64(truncatingIfNeeded: leastMark &+ 1 &- cell)
  }
}
