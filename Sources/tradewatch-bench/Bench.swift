import Glibc
import Library

/// Measures the program's own path over files that other engines read, too.
@main
enum Bench {
  static func main() {
    let watch = Stopwatch()
    do {
      let arguments = try BenchArguments(CommandLine.arguments.dropFirst())
      var run = BenchRun(arguments, since: watch)
      print(try run.finish())
    } catch {
      let bytes = Array("tradewatch-bench: \(sentence(error))\n".utf8)
      _ = write(STDERR_FILENO, bytes, bytes.count)
      exit(1)
    }
    // The figures are out; nobody waits for the tables to be taken down.
    fflush(nil)
    _exit(0)
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let failure as BenchFailure: failure.reason
    case let refusal as QueryError: refusal.message
    default: String(describing: error)
    }
  }
}
