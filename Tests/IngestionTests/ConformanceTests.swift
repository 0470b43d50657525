import Commerce
import Foundation
import Ingestion
import TestSupport
import Testing

/// The rows of a delimited text, and how many lines were given up.
private struct SplitRows {
  var rows: [[String]] = []
  var openQuotes = 0

  init(_ bytes: [UInt8], expectedCells: Int = 0) {
    var machine = DelimitedRows(delimiter: UInt8(ascii: ","), rowLimit: 65_536)
    machine.expectedCells = expectedCells
    let padded = bytes + Array(repeating: UInt8(ascii: "x"), count: 64)
    padded.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var at = 0
      while at < bytes.count {
        let found = machine.next(base, from: at, to: bytes.count, isLast: true)
        switch found.kind {
        case .row: rows.append(machine.texts(base))
        case .openQuote: openQuotes += 1
        case .empty, .incomplete, .long: break
        }
        at = found.end
        let isPair = bytes[at...].starts(with: Array("\r\n".utf8))
        at += isPair ? 2 : 1
      }
    }
  }
}

extension DelimitedRows {
  fileprivate func texts(_ base: UnsafeRawPointer) -> [String] {
    (0..<count).map { index in
      let cell = cells[index]
      let text = cell.isUnescaped ? UnsafeRawPointer(unescaped.base) : base
      return String(
        decoding: UnsafeRawBufferPointer(start: text + Int(cell.start), count: cell.count),
        as: UTF8.self)
    }
  }
}

private let spectrum = sharedData("csv_spectrum")
private let pollock = sharedData("csv_pollock/polluted_selection")
private let jsonSuite = sharedData("json_suite/test_parsing")
private let encodings = sharedData("utf8/cases.tsv")

private func bytes(_ directory: URL?, _ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: try #require(directory).appending(path: name)))
}

private func names(_ directory: URL?, _ prefix: String = "") -> [String] {
  guard let directory else { return [] }
  let all = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
  return (all ?? []).filter { $0.hasPrefix(prefix) }.sorted()
}

@Suite("Published conformance sets")
struct ConformanceTests {
  @Test(
    "csv-spectrum: rows are those of the published JSON", .enabled(if: spectrum != nil),
    arguments: names(spectrum?.appending(path: "csvs")))
  func csvSpectrum(name: String) throws {
    let split = SplitRows(try bytes(spectrum, "csvs/" + name))
    let json = try bytes(spectrum, "json/" + name.replacing(".csv", with: ".json"))
    let published = try JSONSerialization.jsonObject(with: Data(json))
    let expected = try #require(
      published as? [[String: String]] ?? (published as? [String: String]).map { [$0] })

    let header = try #require(split.rows.first)
    let rows = split.rows.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(header, row))
    }
    // The published JSON of this one is of another row than its CSV.
    if name == "location_coordinates.csv" {
      #expect(rows.map { Set($0.keys) } == expected.map { Set($0.keys) })
    } else {
      #expect(rows == expected)
    }
    #expect(split.openQuotes == 0)
  }

  @Test(
    "Pollock: an extra quote in one row costs that row alone", .enabled(if: pollock != nil),
    arguments: names(pollock?.appending(path: "csv"), "row_extra_quote"))
  func extraQuote(name: String) throws {
    let source = SplitRows(try bytes(pollock, "csv/source.csv"))
    let split = SplitRows(try bytes(pollock, "csv/" + name), expectedCells: 9)

    #expect(split.openQuotes == 1)
    #expect(split.rows.count == source.rows.count - 1)
    #expect(Set(split.rows).isSubset(of: Set(source.rows)))
  }

  @Test(
    "Pollock: a separator more or less in one row changes that row alone",
    .enabled(if: pollock != nil),
    arguments: names(pollock?.appending(path: "csv"), "row_less_sep")
      + names(pollock?.appending(path: "csv"), "row_more_sep"))
  func separators(name: String) throws {
    let source = SplitRows(try bytes(pollock, "csv/source.csv"))
    let split = SplitRows(try bytes(pollock, "csv/" + name), expectedCells: 9)

    #expect(split.rows.count == source.rows.count)
    #expect(split.rows.count { $0.count != 9 } + split.openQuotes == 1)
    #expect(zip(split.rows, source.rows).count { $0 != $1 } == 1)
  }

  @Test(
    "JSONTestSuite: what must be accepted is, and what must be refused is",
    .enabled(if: jsonSuite != nil),
    arguments: names(jsonSuite).filter { !$0.hasPrefix("i_") })
  func json(name: String) throws {
    var text = try bytes(jsonSuite, name)
    if text.last == UInt8(ascii: "\n") { text.removeLast() }
    guard !text.contains(UInt8(ascii: "\n")), !text.contains(UInt8(ascii: "\r")) else { return }
    let line = Array(#"{"uscc":"A","name":"B","x":"#.utf8) + text + [UInt8(ascii: "}")]

    let decoded = decode(line, DecodingOptions(declared: .enterprise, format: .jsonLines))

    if name.hasPrefix("y_") {
      #expect(decoded.rows[.enterprise] == ["uscc=A name=B"])
    } else {
      #expect(decoded.rows.isEmpty)
      #expect(decoded.rejects.count == 1)
      let rules: Set<Rule> = [.json, .encoding, .nul, .long]
      #expect(decoded.findings.allSatisfy { rules.contains($0.rule) })
    }
  }

  @Test(
    "JSONTestSuite: strings have the text that Foundation reads",
    .enabled(if: jsonSuite != nil), arguments: names(jsonSuite, "y_string"))
  func jsonStrings(name: String) throws {
    let text = try bytes(jsonSuite, name)
    guard
      let array = try JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
        as? [String],
      let expected = array.first, array.count == 1, !expected.isEmpty, !expected.contains("\0")
    else { return }
    let inner = text.split(
      separator: UInt8(ascii: "["), maxSplits: 1, omittingEmptySubsequences: false)[1]
    let end = try #require(inner.lastIndex(of: UInt8(ascii: "]")))
    let line = Array(#"{"uscc":"A","name":"#.utf8) + inner[..<end] + [UInt8(ascii: "}")]

    let decoded = decode(line, DecodingOptions(declared: .enterprise, format: .jsonLines))

    #expect(decoded.rows[.enterprise] == ["uscc=A name=" + expected])
  }

  @Test("UTF-8 is judged as published, in CSV and in JSON Lines", .enabled(if: encodings != nil))
  func encoding() throws {
    let table = try String(contentsOf: try #require(encodings), encoding: .utf8)
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let digits = cells[2].replacing(" ", with: "")
      let text = stride(from: 0, to: digits.count, by: 2).compactMap { index in
        let start = digits.index(digits.startIndex, offsetBy: index)
        return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
      }
      guard !text.contains(where: { [0, 10, 13, 34, 44, 92].contains($0) || $0 < 32 }) else {
        continue
      }
      let rejects = cells[1] == "valid" ? [] : ["F04-encoding@2"]
      let csv = decode(Array("uscc,name\nA,a".utf8) + text + Array("\n".utf8))
      let json = decode(
        Array("\n{\"uscc\":\"A\",\"name\":\"a".utf8) + text + Array("\"}\n".utf8))

      #expect(csv.rejects == rejects, "\(cells[0]) in CSV")
      #expect(json.rejects == rejects, "\(cells[0]) in JSON Lines")
    }
  }

  @Test(
    "JSONTestSuite: whatever stands between two good lines costs its own lines alone",
    .enabled(if: jsonSuite != nil), arguments: names(jsonSuite))
  func resynchronised(name: String) throws {
    let between = try bytes(jsonSuite, name)
    let first = Array("{\"uscc\":\"A\",\"name\":\"first\"}\n".utf8)
    let last = Array("\n{\"uscc\":\"Z\",\"name\":\"last\"}\n".utf8)
    let lineEnds = [lineFeed, carriageReturn]
    let bad = between.split(whereSeparator: lineEnds.contains).filter { line in
      line.contains { $0 != blank && $0 != tab }
    }

    for cuts in [[], [1], [4096]] {
      let decoded = decode(
        first + between + last, DecodingOptions(declared: .enterprise, format: .jsonLines),
        cuts: between.count > 20_000 ? [] : cuts)

      #expect(decoded.rows[.enterprise] == ["uscc=A name=first", "uscc=Z name=last"])
      #expect(decoded.rejects.count == bad.count)
      #expect(zip(decoded.raw, bad).allSatisfy { $1.starts(with: $0) })
    }
  }
}
