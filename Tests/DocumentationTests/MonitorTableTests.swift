import Foundation
import Screens
import TestSupport
import Testing

@Suite("The references of keys and panels say what the code does", .serialized)
struct MonitorTableTests {
  @Test("Every key stands in keys.md")
  func keys() throws {
    let rows = KeyMap.reference(in: .english).map { row in
      ["`\(row.keys)`", row.name, row.help, row.places ?? "everywhere"]
    }

    try expectTable(
      "keys", on: "keys.md", equals: markdownTable(["keys", "name", "what it does", "where"], rows))
  }

  @Test("Every built-in panel stands in panels.md")
  func panels() throws {
    let file = checkout().appending(path: "Sources/tradewatch/Panels/panels.toml")
    let text = try String(contentsOf: file, encoding: .utf8)

    let rows = text.components(separatedBy: "\n[[panel]]\n").dropFirst().map { panel in
      ["id", "screen", "kind", "title"].map { key in
        let value = value(of: key, in: panel)
        return key == "id" ? "`\(value)`" : value
      }
    }

    try expectTable(
      "panels", on: "panels.md", equals: markdownTable(["id", "screen", "kind", "title"], rows))
  }

  @Test("Every word that a panel's keys take stands in panels.md")
  func words() throws {
    let rows = [
      ("screen", ScreenName.allCases.map(\.rawValue)),
      ("kind", PanelDefinition.Kind.allCases.map(\.rawValue)),
      ("format", ValueFormat.allCases.map(\.rawValue)),
    ].map { key, words in
      ["`\(key)`", words.map { "`\($0)`" }.joined(separator: ", ")]
    }

    try expectTable("words", on: "panels.md", equals: markdownTable(["key", "words"], rows))
  }

  /// The first text in quotes behind a key of a TOML table.
  private func value(of key: String, in table: String) -> String {
    let line = table.components(separatedBy: "\n").first { $0.hasPrefix("\(key) = ") } ?? ""
    let parts = line.components(separatedBy: "\"")
    return parts.count > 1 ? parts[1] : ""
  }
}
