/// Rows by event time in buckets of equal width, so that those between two instants are found
/// without a look at the others.
public struct EventQueue: Sendable {
  /// The width of a bucket in microseconds.
  private let width: Int64
  private var buckets: [Int64: [UInt32]] = [:]
  /// No row is later.
  private var latest = Int64.min

  /// - Parameter width: in microseconds, at least 1.
  public init(width: Int64) {
    precondition(width >= 1, "EventQueue: width must be at least 1, is \(width)")
    self.width = width
  }

  public mutating func add(_ row: UInt32, at time: Int64) {
    buckets[bucket(time), default: []].append(row)
    latest = max(latest, time)
  }

  /// Rows with start < time ≤ end, and some whose time is a little outside; in no order.
  public func rows(after start: Int64, upTo end: Int64) -> [UInt32] {
    // A window that follows the clock reaches for what is still to come: nothing, mostly.
    guard start < end, start < latest else { return [] }
    let first = bucket(start)
    let last = bucket(end)
    if last - first > Int64(buckets.count) {
      return buckets.filter { (first...last).contains($0.key) }.flatMap(\.value)
    }
    return (first...last).flatMap { buckets[$0] ?? [] }
  }

  /// Forgets the buckets all of whose times are at most `start`.
  public mutating func removeAll(upTo start: Int64) {
    let first = bucket(start)
    guard buckets.keys.contains(where: { $0 < first }) else { return }
    buckets = buckets.filter { $0.key >= first }
  }

  public mutating func removeAll() {
    buckets = [:]
    latest = .min
  }

  private func bucket(_ time: Int64) -> Int64 {
    let quotient = time / width
    return time % width < 0 ? quotient - 1 : quotient
  }
}
