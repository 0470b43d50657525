/// How fast a count grows, over the last seconds.
struct RateMeter {
  private static let spanMilliseconds = 3000

  private var samples: [(milliseconds: Int, count: Int)] = []

  /// Takes down how far the count has come.
  mutating func add(_ count: Int, atMilliseconds now: Int) {
    samples.append((now, count))
    while samples.count > 2, samples[1].milliseconds < now - RateMeter.spanMilliseconds {
      samples.removeFirst()
    }
  }

  /// Per second; 0 before there are two samples.
  var rate: Double {
    guard let first = samples.first, let last = samples.last,
      last.milliseconds > first.milliseconds
    else { return 0 }
    return Double(last.count - first.count) * 1000 / Double(last.milliseconds - first.milliseconds)
  }
}
