import Commerce
import Foundation
import Generation
import Testing

@Suite("Planted defects and their manifest")
struct ManifestTests {
  @Test("The checks find exactly what was planted, each at its record", arguments: 1...4)
  func exactly(seed: Int) {
    let files = GeneratedFiles(
      GenerationPlan(orders: 4_000, seed: UInt64(seed), defectsPerMillion: 60_000))

    #expect(held(files).found == HeldChecks.expected(files.manifest.keys))
    // All but those of JSON, of XML, and of rows that name their class.
    #expect(files.manifest.keys.count == Rule.allCases.count - 3)
  }

  @Test("The checks find nothing in clean records", arguments: 1...3)
  func clean(seed: Int) {
    let files = GeneratedFiles(GenerationPlan(orders: 12_000, seed: UInt64(seed)))

    #expect(held(files).found.isEmpty)
    #expect(files.manifest.keys.isEmpty)
  }

  @Test("Clean records of other years are clean too", arguments: [2012, 2018, 2022, 2024])
  func otherYears(year: Int) {
    let start = CivilDate(year: year, month: 12, day: 10)
    let files = GeneratedFiles(GenerationPlan(orders: 4_000, seed: 6, start: start, days: 40))

    #expect(held(files).found.isEmpty)
  }

  @Test("The share of defects is kept to one")
  func share() {
    let files = GeneratedFiles(
      GenerationPlan(orders: 10_000, seed: 8, defectsPerMillion: 12_345))
    let count = files.manifest.keys.values.map(\.count).reduce(0, +)

    #expect((122...124).contains(count))
  }

  @Test("The rejected rows of a file are those that a plain reading finds broken")
  func rejected() {
    let files = GeneratedFiles(
      GenerationPlan(orders: 4_000, seed: 5, defectsPerMillion: 50_000))
    var strange = 0
    for recordClass in RecordClass.principal {
      let lines = (files.bytes[recordClass] ?? []).split(separator: 10)
      strange += lines.count { line in
        line.contains(0) || line.contains(0xFF) || line.count > 65_536
      }
    }

    let rules: [Rule] = [.nul, .encoding, .long]
    #expect(strange == rules.map { files.manifest.keys[$0]?.count ?? 0 }.reduce(0, +))
    for file in files.manifest.files { #expect(file.rejected > 0 && file.rejected < file.rows) }
  }

  @Test("The manifest is JSON that says how many there are and where")
  func json() throws {
    let files = GeneratedFiles(
      GenerationPlan(orders: 1_000, seed: 5, defectsPerMillion: 100_000))

    let read = try JSONDecoder().decode(ReadManifest.self, from: Data(files.manifest.json))

    #expect(read.findings.count == files.manifest.keys.count)
    for (rule, keys) in files.manifest.keys {
      #expect(read.findings[rule.id]?.count == keys.count)
      #expect(read.findings[rule.id]?.keys == keys)
    }
    #expect(read.files["orders.csv"]?.rows == files.manifest.files[2].rows)
  }

  private func held(_ files: GeneratedFiles) -> HeldChecks {
    HeldChecks(
      RecordClass.principal.map { (files.names[$0] ?? "", $0, files.bytes[$0] ?? []) })
  }
}

private struct ReadManifest: Decodable {
  struct Finding: Decodable {
    var count: Int
    var keys: [String]
  }
  struct File: Decodable {
    var rows: Int
    var rejected: Int
  }
  var files: [String: File]
  var findings: [String: Finding]
}
