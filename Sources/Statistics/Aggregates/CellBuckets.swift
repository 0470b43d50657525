/// Numbers in buckets that ascend, each sorted only when it is asked for.
///
/// The buckets are those of a log-linear histogram of the distances from the least number: every power
/// of two is cut into 128 of equal width. To put numbers into buckets takes two passes over them, to
/// sort them all would take four or more; a quantile needs one bucket.
struct CellBuckets<Cell: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// Fewer numbers than this are sorted at once.
  private static var fewest: Int { 1024 }

  private(set) var cells: [Cell] = []
  private var least: Cell = 0
  /// Where each bucket begins, and the end; empty where all numbers are sorted.
  private var starts: [Int] = []
  private var isSorted: [Bool] = []

  init() {}

  /// Puts numbers into buckets.
  init(_ unordered: consuming [Cell]) {
    cells = unordered
    guard cells.count >= Self.fewest else {
      sortCells(&cells)
      return
    }
    var greatest: Cell = 0
    least = Cell.max
    for cell in cells {
      least = min(least, cell)
      greatest = max(greatest, cell)
    }
    starts = firsts(buckets: CellBuckets.place(greatest &- least) + 1)
    isSorted = Array(repeating: false, count: starts.count - 1)
    scatter()
  }

  /// Takes numbers that ascend.
  init(sorted: [Cell]) { cells = sorted }

  var count: Int { cells.count }

  /// The number of a rank from 0.
  mutating func cell(rank: Int) -> Cell {
    if !starts.isEmpty { sort(bucketOf(rank: rank)) }
    return cells[rank]
  }

  /// How many numbers are at most `cell`.
  mutating func atMost(_ cell: Cell) -> Int {
    guard !starts.isEmpty else { return upperBound(cells, cells.indices, cell) }
    guard cell >= least else { return 0 }
    let bucket = min(CellBuckets.place(cell &- least), isSorted.count - 1)
    sort(bucket)
    return upperBound(cells, starts[bucket]..<starts[bucket + 1], cell)
  }

  /// The bucket in which the first number lies that `isPast`: its ranks, and the bounds of what could
  /// lie in it, `nil` where there is none.
  ///
  /// `isPast` is given the greatest number that a bucket could hold, and how many numbers lie in this
  /// bucket and below.
  func bucket(
    where isPast: (_ edge: Cell, _ atMost: Int) -> Bool
  ) -> (ranks: Range<Int>, above: Cell?, upTo: Cell?) {
    guard !starts.isEmpty else { return (cells.indices, nil, nil) }
    let last = isSorted.count - 1
    var (low, high) = (0, last)
    while low < high {
      let middle = (low + high) / 2
      if isPast(edge(middle), starts[middle + 1]) { high = middle } else { low = middle + 1 }
    }
    return (
      starts[low]..<starts[low + 1], low == 0 ? nil : edge(low - 1), low == last ? nil : edge(low)
    )
  }

  mutating func sortAll() {
    if !starts.isEmpty { sortCells(&cells) }
    starts = []
    isSorted = []
  }

  private func edge(_ bucket: Int) -> Cell { least &+ CellBuckets.greatest(inPlace: bucket) }

  private func bucketOf(rank: Int) -> Int {
    var (low, high) = (0, isSorted.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle + 1] > rank { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func sort(_ bucket: Int) {
    guard !isSorted[bucket] else { return }
    isSorted[bucket] = true
    let ranks = starts[bucket]..<starts[bucket + 1]
    cells.withUnsafeMutableBufferPointer {
      sortCells(UnsafeMutableBufferPointer(rebasing: $0[ranks]))
    }
  }

  /// The first rank of each bucket, and the end.
  private func firsts(buckets: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: buckets + 1)
    counts.withUnsafeMutableBufferPointer { counts in
      for cell in cells { counts[CellBuckets.place(cell &- least)] &+= 1 }
    }
    var next = 0
    for bucket in counts.indices {
      let size = counts[bucket]
      counts[bucket] = next
      next += size
    }
    return counts
  }

  private mutating func scatter() {
    var next = starts
    let (old, least) = (cells, least)
    cells = [Cell](unsafeUninitializedCapacity: old.count) { buffer, count in
      next.withUnsafeMutableBufferPointer { next in
        for cell in old {
          let bucket = CellBuckets.place(cell &- least)
          buffer.baseAddress.unsafelyUnwrapped.advanced(by: next[bucket]).initialize(to: cell)
          next[bucket] &+= 1
        }
      }
      count = old.count
    }
  }

  /// The distance itself below 256, then 128 buckets for each power of two.
  @inline(__always)
  private static func place(_ distance: Cell) -> Int {
    guard distance >= 256 else { return Int(truncatingIfNeeded: distance) }
    let shift = Cell.bitWidth &- 8 &- distance.leadingZeroBitCount
    return (shift &<< 7) &+ Int(truncatingIfNeeded: distance &>> Cell(truncatingIfNeeded: shift))
  }

  private static func greatest(inPlace place: Int) -> Cell {
    guard place >= 256 else { return Cell(place) }
    let shift = place / 128 - 1
    return (Cell(128 + place % 128) << Cell(shift)) | ((1 << Cell(shift)) - 1)
  }
}

/// How many numbers of an ascending stretch, and before it, are at most `cell`.
func upperBound<Cell: Comparable>(_ list: [Cell], _ range: Range<Int>, _ cell: Cell) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = (low + high) / 2
    if list[middle] <= cell { low = middle + 1 } else { high = middle }
  }
  return low
}
