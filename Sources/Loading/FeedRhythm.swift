/// How the rows of a feed have come over the last minutes, counted by stretches of time.
///
/// The clock is in milliseconds and only runs forward.
package struct FeedRhythm {
  /// One point of the last minute's line.
  package static let pointMilliseconds = 3000
  package static let points = 20
  /// The stretch over which the rate of now is measured, and those that the usual rate is the median
  /// of.
  package static let stretchMilliseconds = 10_000
  private static let stretches = 60
  /// So many stretches must have passed before a rate is called usual.
  private static let fewestStretches = 6

  private var minute = Stretches(length: pointMilliseconds, most: points + 1)
  private var usual = Stretches(length: stretchMilliseconds, most: stretches + 1)
  private var counted = 0
  private var isLive = false

  package init() {}

  /// Takes down how many rows have been read in all.
  ///
  /// Rows that came before the feed was live count for the line alone: how fast a file can be loaded
  /// says nothing of how fast it grows.
  package mutating func add(_ count: Int, atMilliseconds now: Int, isLive live: Bool) {
    let new = max(0, count - counted)
    counted = count
    minute.add(new, at: now)
    if live, isLive { usual.add(new, at: now) }
    if live, !isLive { usual = Stretches(length: usual.length, most: usual.most, from: now) }
    isLive = live
  }

  /// Rows of each point of the last minute, the oldest first.
  package var lastMinute: [Int] {
    let counts = minute.counts.suffix(FeedRhythm.points)
    return Array(repeating: 0, count: FeedRhythm.points - counts.count) + counts
  }

  /// Rows a second in the stretch that has just passed; `nil` before one has.
  package var recentRate: Double? {
    usual.whole.last.map { Double($0) * 1000 / Double(FeedRhythm.stretchMilliseconds) }
  }

  /// Rows a second in the median of the stretches before that; `nil` while they are too few.
  package var usualRate: Double? {
    let earlier = usual.whole.dropLast()
    guard earlier.count >= FeedRhythm.fewestStretches else { return nil }
    let median = earlier.sorted()[earlier.count / 2]
    return Double(median) * 1000 / Double(FeedRhythm.stretchMilliseconds)
  }
}

/// Counts of stretches of time of one length, the newest last; that one may still go on.
private struct Stretches {
  let length: Int
  let most: Int
  private(set) var counts: [Int] = []
  /// The number of the newest stretch.
  private var newest = 0
  private var begin = 0

  init(length: Int, most: Int, from begin: Int = 0) {
    self.length = length
    self.most = most
    self.begin = begin
  }

  /// The stretches that are over.
  var whole: ArraySlice<Int> { counts.dropLast() }

  mutating func add(_ count: Int, at now: Int) {
    let number = (now - begin) / length
    if counts.isEmpty { newest = number - 1 }
    let passed = min(max(0, number - newest), most)
    counts += Array(repeating: 0, count: passed)
    counts.removeFirst(max(0, counts.count - most))
    newest = max(newest, number)
    counts[counts.count - 1] += count
  }
}
