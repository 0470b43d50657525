/// An estimate of quantiles with a relative error of at most 1 % of the value at that rank.
///
/// A log-linear histogram as in HdrHistogram (Tene, 2012): every power of two is cut into 64 buckets
/// of equal width, so the middle of a bucket is at most 1/128 from its values; numbers below 128 are
/// exact. Buckets are counts, so values may also go again. The rank is the lower one where it falls
/// between two values.
public struct QuantileSketch: Aggregate, Equatable, Sendable {
  public static let relativeError = 0.01
  private static let bucketBits = 6

  public private(set) var count: Int64 = 0
  private var positive = BucketCounts()
  private var negative = BucketCounts()

  public init() {}

  @inline(__always)
  public mutating func add(_ value: Int64) { change(value, by: 1) }

  public mutating func subtract(_ value: Int64) { change(value, by: -1) }

  public mutating func merge(_ other: QuantileSketch) {
    count += other.count
    positive.merge(other.positive)
    negative.merge(other.negative)
  }

  /// The estimated value at a rank in 0…1, in the unit of the cells; `nil` for no values.
  public func quantile(_ rank: Double) -> Double? {
    guard count > 0 else { return nil }
    var left = Int64(Double(count - 1) * rank) + 1
    for (bucket, values) in negative.descending {
      left -= values
      if left <= 0 { return -QuantileSketch.middle(of: bucket) }
    }
    for (bucket, values) in positive.ascending {
      left -= values
      if left <= 0 { return QuantileSketch.middle(of: bucket) }
    }
    return nil
  }

  @inline(__always)
  private mutating func change(_ value: Int64, by step: Int64) {
    count += step
    let bucket = QuantileSketch.bucket(of: value.magnitude)
    if value >= 0 { positive.add(step, to: bucket) } else { negative.add(step, to: bucket) }
  }

  /// The number itself below 128, then 64 buckets for each power of two.
  @inline(__always)
  private static func bucket(of magnitude: UInt64) -> Int {
    guard magnitude >= 128 else { return Int(magnitude) }
    let shift = 63 - magnitude.leadingZeroBitCount - bucketBits
    return shift &* 64 &+ Int(magnitude &>> UInt64(shift))
  }

  private static func middle(of bucket: Int) -> Double {
    guard bucket >= 128 else { return Double(bucket) }
    let shift = bucket / 64 - 1
    let least = Double(UInt64(64 + bucket % 64) << UInt64(shift))
    return least + Double((UInt64(1) << UInt64(shift)) - 1) / 2
  }
}

/// Counts by bucket number, for the stretch of buckets that were ever used.
private struct BucketCounts: Equatable, Sendable {
  private var first = 0
  private var counts: [Int64] = []

  var ascending: some Sequence<(Int, Int64)> { zip(first..., counts) }
  var descending: some Sequence<(Int, Int64)> {
    zip(stride(from: first + counts.count - 1, through: first, by: -1), counts.reversed())
  }

  @inline(__always)
  mutating func add(_ step: Int64, to bucket: Int) {
    if bucket < first || bucket >= first + counts.count { cover(bucket) }
    counts[bucket - first] += step
  }

  mutating func merge(_ other: BucketCounts) {
    for (bucket, values) in other.ascending { add(values, to: bucket) }
  }

  private mutating func cover(_ bucket: Int) {
    if counts.isEmpty { first = bucket }
    if bucket < first {
      counts.insert(contentsOf: repeatElement(0, count: first - bucket), at: 0)
      first = bucket
    } else if bucket - first >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: bucket - first - counts.count + 1))
    }
  }

  /// Equal where the buckets that hold values are.
  static func == (left: BucketCounts, right: BucketCounts) -> Bool {
    left.ascending.filter { $0.1 != 0 }.elementsEqual(right.ascending.filter { $0.1 != 0 }) {
      $0 == $1
    }
  }
}
