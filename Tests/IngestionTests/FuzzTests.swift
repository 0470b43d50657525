import Fuzzing
import Testing

@Suite("Fuzzing")
struct FuzzTests {
  @Test(
    "Inputs in every format, encoding and dialect give the same whatever the cuts and threads",
    arguments: 0..<20)
  func inputs(share: Int) {
    var run = FuzzRun()

    for seed in 0..<1000 { run.add(seed: share * 1000 + seed) }

    #expect(run.failures.isEmpty)
    #expect(run.rows - run.rejected > 100 && run.rejected > 500 && run.passed > 200)
  }
}
