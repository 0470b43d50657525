import Commerce
import Foundation
import Generation
import Ingestion
import Testing

@Suite("The committed sample data")
struct SampleDataTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "SampleData")

  @Test("SampleData is what the command of its README makes")
  func regenerated() throws {
    let files = GeneratedFiles(
      GenerationPlan(orders: 2_000, seed: 2016, defectsPerMillion: 50_000))

    for recordClass in RecordClass.principal {
      let name = try #require(files.names[recordClass])
      let committed = try Data(contentsOf: folder.appending(path: name))
      #expect(committed == Data(files.bytes[recordClass] ?? []), "\(name) differs")
    }
    let manifest = try Data(contentsOf: folder.appending(path: "manifest.json"))
    #expect(manifest == Data(files.manifest.json))
  }

  @Test("The README counts the rows right")
  func readme() throws {
    let text = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    let files = GeneratedFiles(
      GenerationPlan(orders: 2_000, seed: 2016, defectsPerMillion: 50_000))

    for file in files.manifest.files {
      let line = text.split(separator: "\n").first { $0.hasPrefix("| `\(file.name)`") } ?? ""
      #expect(line.replacing(",", with: "").hasSuffix("| \(file.rows) |"), "\(file.name)")
    }
  }

  @Test("Each broken file is rejected at the lines that EXPECTED.json names, and nowhere else")
  func broken() throws {
    let folder = folder.appending(path: "Broken")
    let expected = try JSONDecoder().decode(
      [String: BrokenFile].self, from: Data(contentsOf: folder.appending(path: "EXPECTED.json")))

    let present = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(present).subtracting(expected.keys) == ["EXPECTED.json"])
    for (name, file) in expected {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      let decoder = FeedDecoder(
        feed: 0, name: name,
        options: DecodingOptions(
          named: RecordClass(fileName: name), format: name.hasSuffix(".csv") ? .csv : .jsonLines))
      bytes.withUnsafeBytes { decoder.fill($0) }
      var rejects: [BrokenFile.Line] = []
      for case .rejects(let found) in decoder.decode(isLast: true) {
        rejects += found.map {
          BrokenFile.Line(line: $0.finding.place.line, rule: $0.finding.rule.id)
        }
      }
      #expect(rejects == file.rejects, "\(name)")
      #expect(decoder.counts.read == file.read, "\(name)")
      #expect(file.accepted == file.read - rejects.count, "\(name)")
    }
  }
}

private struct BrokenFile: Decodable {
  struct Line: Decodable, Equatable {
    var line: Int
    var rule: String
  }
  var read: Int
  var accepted: Int
  var rejects: [Line]
}
