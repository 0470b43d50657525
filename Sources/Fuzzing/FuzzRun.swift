import Ingestion
import Workers

/// Decodes inputs whole, and cut at random places on one thread and on several: all must tell the
/// same.
package struct FuzzRun {
  /// What was done so far.
  package private(set) var inputs = 0
  package private(set) var bytes = 0
  package private(set) var rows = 0
  package private(set) var rejected = 0
  package private(set) var passed = 0
  /// Seeds of inputs that told other things when they were cut otherwise, or places that are wrong.
  package private(set) var failures: [Int] = []
  private let alone = WorkerPool(width: 1)
  private let beside = [2, 3, 8].map { WorkerPool(width: $0) }

  package init() {}

  /// Decodes the input of a seed in all ways.
  package mutating func add(seed: Int) {
    let (input, digests) = digests(seed)
    let whole = digests[0]
    if Set(digests).count > 1 || whole.wrongPlaces > 0 { failures.append(seed) }
    inputs += 1
    bytes += input.bytes.count
    rows += whole.counts.read
    rejected += whole.counts.rejected
    passed += whole.passed.count
  }

  /// What the input of a seed is, and what was told of it each time.
  package func explanation(seed: Int) -> String {
    let (input, digests) = digests(seed)
    return "\(String(decoding: input.bytes, as: UTF8.self).debugDescription)\n\(input.options)\n"
      + digests.map { "\($0)\n" }.joined()
  }

  /// What is told of the input when it comes whole, cut, and in blocks on several threads.
  private func digests(_ seed: Int) -> (FuzzInput, [FeedDigest]) {
    let input = FuzzInput(seed: seed)
    let whole = FeedDigest(of: input, workers: alone)
    var random = Seeded(~seed)
    let cuts = (0..<4).map { _ in Int.random(in: 1...40, using: &random) }
    let cut = FeedDigest(of: input, cuts: cuts, workers: alone)
    let blocks = (0..<3).map { _ in Int.random(in: 20...2000, using: &random) }
    let pool = random.pick(beside)
    let parts = FeedDigest(
      of: input, cuts: blocks, workers: pool,
      partBytes: Int.random(in: 1...200, using: &random))
    return (input, [whole, cut, parts])
  }
}
