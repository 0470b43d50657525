import Commerce
import Foundation
import Ingestion
import TestSupport
import Testing

private let folder = sharedData("csv_pollock/polluted_selection")

/// A file of Pollock's, whose clean form is not read from it, and why.
private struct Difference {
  var prefix: String
  /// Rows of the clean form that are missing, rows beside it, and rows that are rejected.
  var missing = 0
  var more = 0
  var rejected = 0
  var reason: String
}

/// The known differences; every other file gives exactly the rows of its clean form.
private let differences = [
  Difference(
    prefix: "row_extra_quote", missing: 1, rejected: 1,
    reason: "a lone quote: nobody knows where the cell ends, so the row is rejected"),
  Difference(
    prefix: "row_extra_quote0_", reason: "none: the quote is in the header, which is given"),
  Difference(
    prefix: "row_less_sep", missing: 1, rejected: 1,
    reason: "a cell less: nobody knows which, so the row is rejected"),
  Difference(prefix: "row_less_sep_row0_", reason: "none: the header is given"),
  Difference(
    prefix: "row_more_sep", missing: 1, more: 1,
    reason: "a delimiter more, and the last cell is empty: read as a delimiter at the end"),
  Difference(prefix: "row_more_sep_row0_", reason: "none: the header is given"),
  Difference(
    prefix: "row_more_sep_row46_", reason: "none: the delimiter more is at the end of the row"),
  Difference(
    prefix: "row_more_sep_row82_", reason: "none: the delimiter more is at the end of the row"),
  Difference(
    prefix: "row_more_sep_row30_", missing: 1, rejected: 1,
    reason: "a delimiter more, and the last cell is filled: the row is rejected"),
  Difference(
    prefix: "row_more_sep_row39_", missing: 1, rejected: 1,
    reason: "a delimiter more, and the last cell is filled: the row is rejected"),
  Difference(
    prefix: "row_more_sep_row67_", missing: 1, rejected: 1,
    reason: "a delimiter more, and the last cell is filled: the row is rejected"),
  Difference(
    prefix: "row_more_sep_row75_", missing: 1, rejected: 1,
    reason: "a delimiter more, and the last cell is filled: the row is rejected"),
  Difference(
    prefix: "row_field_delimiter", missing: 1, rejected: 1,
    reason: "a row with another delimiter than the file: rejected"),
  Difference(
    prefix: "file_escape_char", missing: 6, rejected: 6,
    reason: "quotes within cells are doubled, not escaped: such rows are rejected"),
  Difference(
    prefix: "file_field_delimiter_0x20", missing: 49, more: 18, rejected: 31,
    reason: "delimiters in cells that are not quoted"),
  Difference(
    prefix: "file_field_delimiter_0x2C_0x20", missing: 83, more: 35, rejected: 48,
    reason: "a delimiter is one byte: the blank behind it belongs to the cell"),
  Difference(
    prefix: "file_quotation_char_0x27", missing: 34, more: 1, rejected: 33,
    reason: "apostrophes in quoted cells that are not doubled"),
  Difference(
    prefix: "file_multitable_less", rejected: 83,
    reason: "a second table: its rows are rejected, since they lack cells"),
  Difference(
    prefix: "file_multitable_more", more: 81, rejected: 2,
    reason: "a second table: its rows are read as those of the first"),
  Difference(
    prefix: "file_multitable_same", more: 82, rejected: 1,
    reason: "a second table: its rows are read as those of the first"),
]

@Suite("Pollock: each file gives the rows of its clean form", .enabled(if: folder != nil))
struct PollockTests {
  /// Text fields of a class in the order of its schema, as many as the files have columns.
  private static let fields = [
    "uscc", "name", "name_en", "legacy_reg_no", "party_type", "urban_rural", "industry", "platform",
    "shop_id",
  ]

  @Test("or differs as is known", arguments: names())
  func file(name: String) throws {
    let clean = try rows(cleanForm: name)
    let told = decodeEncoded(try bytes("csv/" + name), try options(name))
    let given = told.decoded.rows[.enterprise] ?? []

    let missing = clean.filter { !given.contains($0) }.count
    let more = given.count - (clean.count - missing)
    let known = differences.last { name.hasPrefix($0.prefix) }
    let found: [Int] = [missing, more, told.decoded.rejects.count]
    let expected: [Int] = [known?.missing ?? 0, known?.more ?? 0, known?.rejected ?? 0]
    #expect(found == expected, "\(name): \(given.count) rows, \(told.decoded.rejects)")
  }

  private static func names() -> [String] {
    guard let folder else { return [] }
    let all = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "csv").path)
    return (all ?? []).sorted()
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: try #require(folder).appending(path: path)))
  }

  /// The dialect that is published with the file; the columns are given names of our own.
  private func options(_ name: String) throws -> DecodingOptions {
    let json = try bytes("parameters/\(name)_parameters.json")
    let published = try #require(
      try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    func number(_ key: String) -> Int { published[key] as? Int ?? 0 }
    func byte(_ key: String) -> UInt8? { (published[key] as? String)?.utf8.first }
    return DecodingOptions(
      declared: .enterprise, format: .csv,
      dialect: Dialect(
        delimiter: byte("delimiter"), quote: byte("quotechar").map { .byte($0) },
        skippedLines: number("preamble_lines") + number("header_lines"),
        header: PollockTests.fields))
  }

  /// The rows of the clean form, laid out as those that were decoded.
  private func rows(cleanForm name: String) throws -> [String] {
    let cells = plainRows(String(decoding: try bytes("clean/" + name), as: UTF8.self))
    let header = name == "file_no_header.csv" || cells.isEmpty ? 0 : 1
    return cells.dropFirst(header).map { row in
      zip(PollockTests.fields, row).filter { !$0.1.isEmpty }.map { "\($0)=\($1)" }
        .joined(separator: " ")
    }
  }

  /// The rows of a text in which every cell is quoted, read letter by letter.
  private func plainRows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        scalars.removeFirst()
        cell += "\""
      case "\"": isQuoted.toggle()
      case "," where !isQuoted, "\n" where !isQuoted:
        row.append(cell)
        cell = ""
        if scalar == "\n" {
          rows.append(row)
          row = []
        }
      case "\r" where !isQuoted: break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    if !row.isEmpty { rows.append(row + [cell]) }
    return rows
  }
}
