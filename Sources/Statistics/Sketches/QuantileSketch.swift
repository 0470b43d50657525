import Glibc

/// An estimate of quantiles with a relative error of at most 1 % of the value at that rank.
///
/// DDSketch (Masson, Rim, Lee, *A Fast and Fully-Mergeable Quantile Sketch*, 2019): counts of values
/// by logarithmic bucket, so that values may also go again. The rank is the lower one where it falls
/// between two values.
public struct QuantileSketch: Aggregate, Equatable, Sendable {
  public static let relativeError = 0.01
  /// The quotient of the bounds of a bucket: (1 + error) ÷ (1 − error).
  private static let growth = (1 + relativeError) / (1 - relativeError)
  private static let logGrowth = log(growth)

  public private(set) var count: Int64 = 0
  private var zeros: Int64 = 0
  private var positive = BucketCounts()
  private var negative = BucketCounts()

  public init() {}

  public mutating func add(_ value: Int64) { change(value, by: 1) }
  public mutating func subtract(_ value: Int64) { change(value, by: -1) }

  public mutating func merge(_ other: QuantileSketch) {
    count += other.count
    zeros += other.zeros
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
    left -= zeros
    if left <= 0 { return 0 }
    for (bucket, values) in positive.ascending {
      left -= values
      if left <= 0 { return QuantileSketch.middle(of: bucket) }
    }
    return nil
  }

  private mutating func change(_ value: Int64, by step: Int64) {
    count += step
    if value == 0 {
      zeros += step
      return
    }
    let bucket = Int((log(Double(value.magnitude)) / QuantileSketch.logGrowth).rounded(.up))
    if value > 0 { positive.add(step, to: bucket) } else { negative.add(step, to: bucket) }
  }

  /// The number that is at most 1 % from every value of the bucket.
  private static func middle(of bucket: Int) -> Double {
    2 * pow(growth, Double(bucket)) / (growth + 1)
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

  mutating func add(_ step: Int64, to bucket: Int) {
    if counts.isEmpty { first = bucket }
    if bucket < first {
      counts.insert(contentsOf: repeatElement(0, count: first - bucket), at: 0)
      first = bucket
    }
    if bucket - first >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: bucket - first - counts.count + 1))
    }
    counts[bucket - first] += step
  }

  mutating func merge(_ other: BucketCounts) {
    for (bucket, values) in other.ascending { add(values, to: bucket) }
  }

  /// Equal where the buckets that hold values are.
  static func == (left: BucketCounts, right: BucketCounts) -> Bool {
    left.ascending.filter { $0.1 != 0 }.elementsEqual(right.ascending.filter { $0.1 != 0 }) {
      $0 == $1
    }
  }
}
