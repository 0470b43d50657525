import CProcessor

/// Where the cells and the rows of a stretch of text end, found 64 bytes at a time.
///
/// It knows usual rows only: those that end in LF or CR LF and have no odd byte. Every other row is
/// marked, and left to the machine that knows all cases.
package struct RowIndex {
  /// Bytes that are looked at together: their index stays in the first cache.
  package static let stretch = 1 << 14
  /// The row has an odd byte: it may have quotes or escapes, NUL, or CR as its end.
  private static let isOdd: UInt8 = 1
  /// The row may have bytes that are not UTF-8.
  private static let isUnchecked: UInt8 = 2

  private let separator: UInt8
  private let odd: UInt8
  private let isWide: Bool
  /// The place after the last byte that was looked at.
  private var reach = 0
  /// Whole rows in the stretch.
  private var rowCount = 0
  /// The next row: its number in the stretch, where it begins, and the index of its first end.
  private var row = 0
  private var rowStart = 0
  private var firstEnd = 0
  private let store = RowIndexStore()

  /// `separator` stands between cells; a row with `odd` in it is odd.
  ///
  /// `isWide`: by the loop that `hasWide` allows.
  package init(separator: UInt8, odd: UInt8, isWide: Bool = RowIndex.hasWide) {
    self.separator = separator
    self.odd = odd
    self.isWide = isWide
  }

  /// Whether the processor has the vectors of the faster loop.
  package static let hasWide: Bool = {
    #if arch(x86_64)
      return has_wide_index() != 0
    #else
      return false
    #endif
  }()

  /// Forgets the bytes that were looked at.
  mutating func clear() { (reach, rowCount, row, rowStart, firstEnd) = (0, 0, 0, 0, 0) }

  /// Makes the row that begins at `start` the next one, looking at more bytes where that helps;
  /// whether it is a whole row that ends before `end`, and neither inside of a row.
  package mutating func seek(_ start: Int, in base: UnsafeRawPointer, to end: Int) -> Bool {
    let isPast = start >= reach || row == rowCount && rowCount > 0 && rowStart == start
    if isPast, reach < end { look(base, from: start, to: end) }
    while row < rowCount, rowStart < start { _ = next() }
    return row < rowCount && rowStart == start
  }

  /// A row as the index knows it.
  package struct UsualRow {
    /// The place after its last byte, before its line end.
    package var end: Int
    package var mayHaveHighBytes: Bool
    /// Cells of the row, and where they end.
    package var count: Int
    package var ends: UnsafePointer<UInt32>
  }

  /// The next row; `nil` where there is none in the stretch, or it is odd or longer than `limit`.
  @inline(__always)
  package func usualRow(_ base: UnsafeRawPointer, limit: Int) -> UsualRow? {
    guard row < rowCount else { return nil }
    let mark = store.marks[row]
    let lastEnd = Int(store.lastEnds[row])
    let feed = Int(store.feeds[row])
    let isPair = feed > rowStart && byte(base, feed &- 1) == carriageReturn
    let end = isPair ? feed &- 1 : feed
    guard mark & RowIndex.isOdd == 0, end &- rowStart <= limit else { return nil }
    store.ends[lastEnd] = UInt32(truncatingIfNeeded: end)
    return UsualRow(
      end: end, mayHaveHighBytes: mark & RowIndex.isUnchecked != 0, count: lastEnd &- firstEnd &+ 1,
      ends: UnsafePointer(store.ends + firstEnd))
  }

  /// Whether there is a next row in the stretch: one that `usualRow` does not give.
  var isAtOddRow: Bool { row < rowCount }

  /// Passes the next row; gives the place of its line feed.
  @inline(__always)
  package mutating func next() -> Int {
    let lastEnd = Int(store.lastEnds[row])
    let feed = Int(store.feeds[row])
    firstEnd = lastEnd &+ 1
    rowStart = feed &+ 1
    row &+= 1
    return feed
  }

  /// Looks at the bytes from `start`, where a row begins, up to `end` or as far as a stretch goes.
  ///
  /// Readable 64 bytes past `end`.
  private mutating func look(_ base: UnsafeRawPointer, from start: Int, to end: Int) {
    (row, rowStart, firstEnd) = (0, start, 0)
    reach = min(end, start &+ RowIndex.stretch)
    #if arch(x86_64)
      if isWide {
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        rowCount = Int(
          index_rows_wide(
            bytes, UInt64(start), UInt64(reach), separator, odd, store.ends, store.lastEnds,
            store.feeds, store.marks))
        return
      }
    #endif
    rowCount = find(base, from: start)
  }

  /// Finds the cells and rows from `start` up to `reach`; gives the number of whole rows.
  private func find(_ base: UnsafeRawPointer, from start: Int) -> Int {
    let (ends, marks) = (store.ends, store.marks)
    var endCount = 0
    var rows = 0
    var awaited: UInt64 = 0
    var at = start
    marks[0] = 0
    while at < reach {
      var masks = textMasks(base + at, separator: separator, odd: odd)
      if reach &- at < 64 { masks.keep(reach &- at) }
      let mark = mark(masks, base, at, &awaited)
      marks[rows] |= mark
      var feeds = masks.line_feeds
      while feeds != 0 {
        let before = (feeds & (0 &- feeds)) &- 1
        store.feeds[rows] = UInt32(truncatingIfNeeded: at &+ feeds.trailingZeroBitCount)
        store.lastEnds[rows] = UInt32(
          truncatingIfNeeded: endCount &+ (masks.ends & before).nonzeroBitCount)
        rows &+= 1
        marks[rows] = mark
        feeds &= feeds &- 1
      }
      endCount &+= write(masks.ends, at, to: ends + endCount)
      at &+= 64
    }
    return rows
  }

  /// What is unusual about the 64 bytes at `at`; `awaited` has the bits of the bytes that continue a
  /// character begun before them.
  @inline(__always)
  private func mark(
    _ masks: text_masks, _ base: UnsafeRawPointer, _ at: Int, _ awaited: inout UInt64
  ) -> UInt8 {
    var mark: UInt8 = 0
    if masks.odd != 0, hasOddByte(masks, base, at) { mark = RowIndex.isOdd }
    if masks.high | awaited != 0 {
      let characters = utf8Masks(base + at)
      let (leads, followers) = (characters.leads, characters.followers)
      let expected = (leads &<< 1) | (leads &<< 2) | awaited
      if followers != expected || leads | followers != masks.high { mark |= RowIndex.isUnchecked }
      awaited = (leads &>> 63) | (leads &>> 62)
    }
    return mark
  }

  /// Whether an odd byte is other than a CR before an LF.
  @inline(never)
  private func hasOddByte(_ masks: text_masks, _ base: UnsafeRawPointer, _ at: Int) -> Bool {
    var odd = masks.odd
    while odd != 0 {
      let place = at &+ odd.trailingZeroBitCount
      guard byte(base, place) == carriageReturn, byte(base, place &+ 1) == lineFeed else {
        return true
      }
      odd &= odd &- 1
    }
    return false
  }

  /// Writes the places of the bits of a mask; gives how many there are.
  ///
  /// Eight at once, whether there are as many or not: a wrong guess of the processor costs more.
  @inline(__always)
  private func write(_ mask: UInt64, _ at: Int, to ends: UnsafeMutablePointer<UInt32>) -> Int {
    let count = mask.nonzeroBitCount
    var rest = mask
    var written = 0
    repeat {
      for slot in 0..<8 {
        ends[written &+ slot] = UInt32(truncatingIfNeeded: at &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      written &+= 8
    } while written < count
    return count
  }
}

extension text_masks {
  /// Forgets all but the first `count` bytes, of which there are fewer than 64.
  fileprivate mutating func keep(_ count: Int) {
    let kept = (1 as UInt64) &<< UInt64(count) &- 1
    ends &= kept
    line_feeds &= kept
    odd &= kept
    high &= kept
  }
}

/// Room for the index of a stretch.
///
/// A class, because it owns memory.
private final class RowIndexStore {
  private static let capacity = RowIndex.stretch + 64
  /// Where the cells end, row after row: separators and line ends.
  let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
  /// By row: the index in `ends` of its last cell.
  let lastEnds = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
  /// By row: the place of its line feed.
  let feeds = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
  /// By row: what is unusual about it.
  let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)

  deinit {
    ends.deallocate()
    lastEnds.deallocate()
    feeds.deallocate()
    marks.deallocate()
  }
}
