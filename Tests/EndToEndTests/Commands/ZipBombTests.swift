import Foundation
import TestSupport
import Testing

@Suite("Packed files that are far larger than they look")
struct ZipBombTests {
  private static let mebibytes = 256

  /// Runs a shell line, then a command with this feed; its exit code, output and most memory in KiB.
  private func check(_ feed: String, made line: String) throws -> (output: String, kibibytes: Int) {
    try withFeeds([:]) { folder in
      #expect(try runShellLine(line, in: folder).status == 0)
      let script = """
        import resource, subprocess
        subprocess.run(["tradewatch", "check", "order=\(feed)", "--format", "csv"])
        print("most", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, flush=True)
        """
      try Data(script.utf8).write(to: folder.appending(path: "run.py"))
      let outcome = try runShellLine("python3 run.py", in: folder)
      let most = try #require(outcome.output.firstMatch(of: /most ([0-9]+)/)?.output.1)
      return (outcome.output + outcome.errors, try #require(Int(most)))
    }
  }

  @Test(
    "stay under 256 MiB of memory",
    arguments: [
      ("head -c 1G /dev/zero | gzip -9 > orders.csv.gz", "orders.csv.gz"),
      ("head -c 1G /dev/zero | gzip -9 | gzip -9 > orders.csv.gz", "orders.csv.gz"),
      ("head -c 1G /dev/zero | zstd -q -19 --long=27 > orders.csv.zst", "orders.csv.zst"),
      ("yes '' | head -c 1G | gzip -9 > orders.csv.gz", "orders.csv.gz"),
    ])
  func memory(made: String, feed: String) throws {
    let (_, kibibytes) = try check(feed, made: made)

    #expect(kibibytes < ZipBombTests.mebibytes * 1024)
  }
}
