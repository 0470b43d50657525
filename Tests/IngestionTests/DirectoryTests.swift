import Commerce
import Foundation
import Ingestion
import TestSupport
import Testing

@Suite("Directories and patterns of names")
struct DirectoryTests {
  private let directory = TemporaryDirectory()
  private let header = "uscc,name\n"

  /// The files that a pattern names, without their directory.
  private func names(_ pattern: String) throws -> [String] {
    let reader = try FeedReader(
      specs: [.parse(directory.file(pattern))], options: FeedOptions(follow: true))
    return reader.feedNames.map { $0.replacing(directory.path + "/", with: "") }
  }

  @Test(
    "A pattern names the files that it names in a shell",
    arguments: [
      "*.csv", "orders-*.jsonl.gz", "a?c.csv", "a*", "*", "*c*", "**.csv", "[ab]*.csv", "[!ab]*",
      "[a-c]?c.csv", "*.[ct]sv", "?", "[]x]*", "a*c*v", "[*]*", "日*", "x[", "*[",
    ])
  func asInShell(pattern: String) throws {
    let all = [
      "a.csv", "abc.csv", "aXc.csv", "b.tsv", "bcc.csv", "c.csv", "orders-1.jsonl.gz",
      "orders-2.jsonl", ".hidden.csv", "x", "]y", "*z", "日本.csv", "x[", "acbcv",
    ]
    for name in all { directory.write(name, header) }
    try FileManager.default.createDirectory(
      atPath: directory.file("a-directory.csv"), withIntermediateDirectories: true)
    // A name that is there is a file and no pattern.
    guard !all.contains(pattern) else { return }

    let shell = try runShell(
      "LC_ALL=C.UTF-8; shopt -s nullglob globasciiranges; for name in \(pattern); do"
        + " [ -f \"$name\" ] && echo \"$name\"; done; true",
      in: URL(filePath: directory.path))

    let expected = shell.output.split(separator: "\n").map(String.init).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    #expect(try names(pattern) == expected)
  }

  @Test("New files that fit are read, others are not, each with the class that was given")
  func newFiles() throws {
    directory.write("e-1.dat", header + "A,one\n")
    let running = try RunningReader(["enterprise=\(directory.file("e-*.dat"))"], follow: true)
    running.wait("the first row is there") { $0.decoded.count == 1 }

    directory.write("f-1.dat", header + "X,no\n")
    directory.write("e-2.dat", header + "B,two\n")
    running.wait("the second row is there") { $0.decoded.count == 2 }
    running.stop()

    #expect(running.now.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=B name=two"])
    #expect(running.now.statuses.count == 2)
  }

  @Test("A pattern in a directory that is made later is waited for")
  func laterDirectory() throws {
    let running = try RunningReader([directory.file("in/*.csv")], follow: true)
    usleep(50_000)
    try FileManager.default.createDirectory(
      atPath: directory.file("in"), withIntermediateDirectories: true)
    directory.write("in/a.csv", header + "A,one\n")
    running.wait("the row is there") { $0.decoded.count == 1 }
    running.stop()
  }

  @Test("A pattern that names nothing is refused where nothing is waited for")
  func nothing() {
    let pattern = directory.file("*.csv")
    #expect(
      throws: FeedError(path: pattern, reason: "no file has such a name", help: "check the pattern")
    ) { try FeedReader(specs: [.parse(pattern)]) }
  }

  @Test("A file that is renamed within its directory is not read twice, and goes on")
  func renamed() throws {
    let path = directory.write("enterprises.csv", header + "A,one\n")
    let running = try RunningReader([directory.path], follow: true)
    running.wait("the row is there") { $0.decoded.count == 1 && $0.timesCaughtUp > 0 }

    rename(path, directory.file("enterprises-1.csv"))
    directory.append("enterprises-1.csv", "B,two\n")
    directory.write("enterprises.csv", header + "C,three\n")
    running.wait("all rows are there") { $0.decoded.count == 3 }
    usleep(300_000)
    running.stop()

    #expect(running.now.decoded.count == 3)
    #expect(running.now.statuses.count == 1)
    #expect(running.now.statuses[0]?.rotations == 1)
  }
}
