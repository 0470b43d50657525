/// Rows by event time in buckets of equal width, so that those between two instants are found
/// without a look at the others.
///
/// Rows that follow one another within a bucket, as those of a live feed do, are kept as one run.
public struct EventQueue: Sendable {
  private struct Run {
    var start: UInt32
    var count: UInt32
  }

  /// The width of a bucket in microseconds.
  private let width: Int64
  private var buckets: [Int64: [Run]] = [:]
  /// The run that the next row may continue, not yet in its bucket; empty for none.
  private var open = Run(start: 0, count: 0)
  /// Times of the bucket of the open run.
  private var openTimes: Range<Int64> = 0..<0
  /// No row is later.
  private var latest = Int64.min

  /// - Parameter width: in microseconds, at least 1.
  public init(width: Int64) {
    precondition(width >= 1, "EventQueue: width must be at least 1, is \(width)")
    self.width = width
  }

  /// Adds a row; cheapest where rows are added in their order.
  public mutating func add(_ row: UInt32, at time: Int64) {
    latest = max(latest, time)
    if openTimes.contains(time), open.start &+ open.count == row {
      open.count += 1
      return
    }
    closeRun()
    let start = bucket(time) * width
    openTimes = start..<start + width
    open = Run(start: row, count: 1)
  }

  /// Puts the open run into its bucket.
  private mutating func closeRun() {
    if open.count > 0 { buckets[bucket(openTimes.lowerBound), default: []].append(open) }
    open.count = 0
  }

  /// Rows with start < time ≤ end, and some whose time is a little outside; in no order.
  public func rows(after start: Int64, upTo end: Int64) -> [UInt32] {
    // A window that follows the clock reaches for what is still to come: nothing, mostly.
    guard start < end, start < latest else { return [] }
    let wanted = bucket(start)...bucket(end)
    var runs: [Run] = []
    if wanted.count > buckets.count {
      for (bucket, found) in buckets where wanted.contains(bucket) { runs += found }
    } else {
      for bucket in wanted { runs += buckets[bucket] ?? [] }
    }
    if wanted.contains(bucket(openTimes.lowerBound)) { runs.append(open) }
    return runs.flatMap { $0.start..<$0.start + $0.count }
  }

  /// Forgets the buckets all of whose times are at most `start`.
  public mutating func removeAll(upTo start: Int64) {
    let first = bucket(start)
    if openTimes.upperBound <= first * width { open.count = 0 }
    guard buckets.keys.contains(where: { $0 < first }) else { return }
    buckets = buckets.filter { $0.key >= first }
  }

  public mutating func removeAll() {
    buckets = [:]
    open.count = 0
    latest = .min
  }

  private func bucket(_ time: Int64) -> Int64 {
    let quotient = time / width
    return time % width < 0 ? quotient - 1 : quotient
  }
}
