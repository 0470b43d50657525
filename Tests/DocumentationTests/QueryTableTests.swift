import Commerce
import Foundation
import Library
import TestSupport
import Testing

@Suite("The query reference says what the code does")
struct QueryTableTests {
  @Test("Every dimension that is no field stands in queries.md, with its classes")
  func dimensions() throws {
    var names: [String] = []
    var classes: [String: [RecordClass]] = [:]
    for recordClass in RecordClass.allCases {
      for name in Dimension.names(of: recordClass) where recordClass.schema.index(of: name) == nil {
        if classes[name] == nil { names.append(name) }
        classes[name, default: []].append(recordClass)
      }
    }

    let rows = names.map { name -> [String] in
      let holders = classes[name] ?? []
      let type = holders.first.flatMap { Dimension(named: name, of: $0)?.type.word } ?? ""
      let places =
        holders.count == RecordClass.allCases.count
        ? "every class" : holders.map(\.name).joined(separator: ", ")
      return ["`\(name)`", type, places]
    }

    try expectTable(
      "dimensions", on: "queries.md",
      equals: markdownTable(["dimension", "type", "classes"], rows))
  }

  @Test("Every measure of queries.md is one, and its mark of an estimate is right")
  func measures() throws {
    let page = checkout().appending(path: "docs/reference/queries.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let rows = text.components(separatedBy: "\n").compactMap {
      $0.firstMatch(of: /^\| `([a-z_0-9]+\(.*?\))` \| (exact|estimate) \|/)
    }

    #expect(rows.count >= 17)
    for row in rows {
      let measure = try Measure(String(row.1), of: .order)
      #expect(measure.isEstimate == (row.2 == "estimate"), "\(row.1)")
    }
  }
}
