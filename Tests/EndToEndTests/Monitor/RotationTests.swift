import Foundation
import TestSupport
import Testing

/// A seeded share of `scripts/soak rotation`.
@Suite("Rotated files")
struct RotationTests {
  @Test("give 11,000 of 11,000 orders, in every way of rotating", arguments: [1001, 1002])
  func exact(seed: Int) throws {
    let script = checkout().appending(path: "Benchmarks/Soak/soak.py").path
    let outcome = try runShellLine(
      "python3 '\(script)' rotation --runs 1 --seed \(seed) --program '\(builtProgram().path)'",
      in: FileManager.default.temporaryDirectory)

    #expect(outcome.status == 0, "\(outcome.output)\n\(outcome.errors)")
    #expect(outcome.output.matches(of: /1\/1 runs with 11,000 of 11,000/).count == 5)
  }
}
