import Fuzzing
import Glibc

/// Decodes made-up feeds by the million, each whole and in pieces, and looks whether the same comes
/// of it: `tradewatch-fuzz [INPUTS] [SEED]`.
@main
enum Fuzz {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst().map { Int($0) }
    guard arguments.count <= 2, arguments.allSatisfy({ $0 ?? -1 >= 0 }) else {
      print("usage: tradewatch-fuzz [INPUTS] [SEED]")
      exit(64)
    }
    let wanted = arguments.first.flatMap(\.self) ?? 100_000
    let seed = arguments.dropFirst().first.flatMap(\.self) ?? 1
    var run = FuzzRun()
    let start = time(nil)
    for number in 0..<wanted {
      run.add(seed: seed + number)
      if (number + 1) % 100_000 == 0 { tell("\(number + 1) inputs\n") }
    }
    let failures = run.failures.prefix(10).map(String.init).joined(separator: ", ")
    print(
      "\(run.inputs) inputs from seed \(seed), each decoded three times: \(run.bytes) bytes,",
      "\(run.rows) rows of which \(run.rejected) rejected, \(run.passed) passed over,",
      "\(time(nil) - start) s, \(peakMegabytes) MB at most;",
      run.failures.isEmpty ? "all alike" : "\(run.failures.count) differ, as of seeds \(failures)")
    if wanted == 1 { print(run.explanation(seed: seed)) }
    exit(run.failures.isEmpty ? 0 : 1)
  }

  private static func tell(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// The most memory that was resident at any time, in 10⁶ bytes.
  private static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024 / 1_000_000
  }
}
