import Foundation
import TestSupport
import Testing

@Suite("The reference of mappings has the keys that the program knows", .serialized)
struct MappingKeysTests {
  @Test("All keys of a table, and no others", arguments: ["feed", "feed.join"])
  func keys(table: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // A key that nobody knows is refused with all keys that are known.
    let start = table == "feed" ? "[[feed]]" : "[[feed]]\n[[feed.join]]"
    let text = "\(start)\nunheard_of = 1\n"
    try text.write(to: folder.appending(path: "map.toml"), atomically: true, encoding: .utf8)

    let outcome = try runShell("tradewatch check - --map map.toml 2>&1 </dev/null", in: folder)
    let known = try #require(outcome.output.components(separatedBy: "the keys here are ").last)

    let words = known.trimmingCharacters(in: .whitespacesAndNewlines).components(separatedBy: ", ")
    #expect(words == (try documented("[[\(table)]]")))
  }

  /// The first cells of the table under a heading.
  private func documented(_ heading: String) throws -> [String] {
    let page = checkout().appending(path: "docs/reference/mappings.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let parts = text.components(separatedBy: "## `\(heading)`\n")
    let part = try #require(parts.last).components(separatedBy: "\n## ")[0]
    return part.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      String(row.dropFirst(3).prefix { $0 != "`" })
    }
  }
}
