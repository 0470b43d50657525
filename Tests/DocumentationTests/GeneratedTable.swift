import Foundation
import TestSupport
import Testing

/// Compares a table of a reference page with what the code says.
///
/// On the page it stands between `<!-- table NAME -->` and `<!-- end NAME -->`. Run the tests with
/// `UPDATE_DOCS=1` to write it anew, then read the diff.
func expectTable(
  _ name: String, on page: String, equals lines: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = checkout().appending(path: "docs/reference/\(page)")
  let text = try String(contentsOf: url, encoding: .utf8)
  let parts = text.components(separatedBy: "<!-- table \(name) -->\n")
  try #require(parts.count == 2, "\(page) has no table \(name)", sourceLocation: sourceLocation)
  let rest = parts[1].components(separatedBy: "<!-- end \(name) -->")
  try #require(
    rest.count == 2, "table \(name) of \(page) has no end", sourceLocation: sourceLocation)
  let wanted = lines.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
    let updated =
      parts[0] + "<!-- table \(name) -->\n" + wanted + "<!-- end \(name) -->" + rest[1]
    try updated.write(to: url, atomically: true, encoding: .utf8)
  } else {
    #expect(rest[0] == wanted, "\(page): table \(name) differs", sourceLocation: sourceLocation)
  }
}

/// Lines of a Markdown table.
func markdownTable(_ header: [String], _ rows: [[String]]) -> [String] {
  let line = { (cells: [String]) in
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
  return [line(header), "|" + String(repeating: "---|", count: header.count)] + rows.map(line)
}
