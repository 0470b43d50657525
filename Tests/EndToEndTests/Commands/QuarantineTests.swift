import Foundation
import Testing

@Suite("Rejected rows on disk")
struct QuarantineTests {
  private static let head = "order_id,placed_at,seller,amount\n"
  /// Rows that are rejected, each for another reason, as bytes without their line end.
  private static let bad: [Data] = [
    Data("PO1,2026-06-01,foreign:A,x".utf8),
    Data("PO2,2026-06-01,foreign:A\u{0},1.00".utf8),
    Data([0x50, 0xFF, 0xC3, 0x28]) + Data(",2026-06-01,foreign:A,1.00".utf8),
    Data("\"PO3\"\"\r\n,;\n\",2026-06-01,\"foreign:A\nB\",y".utf8),
    Data("PO4,\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m,foreign:A".utf8),
    Data("PO5,2026-06-01,foreign:A,".utf8) + Data(repeating: UInt8(ascii: "9"), count: 5 << 20),
    Data("PO6,2026-06-01,foreign:A,\t".utf8),
  ]
  private static var feed: Data {
    var feed = Data(head.utf8)
    for (index, row) in bad.enumerated() {
      feed += row + Data("\nOK\(index),2026-06-01,foreign:A,1.00\n".utf8)
    }
    return feed
  }

  /// The bytes of each row, as `quarantine row` gives them.
  private func bytes(_ count: Int, in folder: URL) throws -> [Data] {
    try (1...count).map { id in
      let file = folder.appending(path: "row-\(id)")
      let outcome = try runShellLine(
        "tradewatch quarantine row \(id) --library lib > '\(file.path)'", in: folder)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      return try Data(contentsOf: file)
    }
  }

  @Test(
    "are kept byte for byte, of a file, a pipe and a compressed file",
    arguments: [
      "tradewatch check order=feed.csv --library lib",
      "cat feed.csv | tradewatch check order=- --library lib",
      "gzip -k feed.csv && tradewatch query order feed.csv.gz --library lib",
    ])
  func bytesAreKept(command: String) throws {
    try withFeeds([:]) { folder in
      try QuarantineTests.feed.write(to: folder.appending(path: "feed.csv"))
      let outcome = try runShellLine(command, in: folder)
      #expect(outcome.errors.hasSuffix("tradewatch quarantine list --library lib\n"))

      let kept = try bytes(QuarantineTests.bad.count, in: folder)
      for (row, wanted) in zip(kept, QuarantineTests.bad) {
        #expect(row == wanted, "\(row.count) bytes for \(wanted.count)")
      }
    }
  }

  @Test("are listed as text without a control character, as JSON and as CSV")
  func listing() throws {
    try withFeeds([:]) { folder in
      try QuarantineTests.feed.write(to: folder.appending(path: "feed.csv"))
      let text = try runShellLine(
        "tradewatch check order=feed.csv --library lib --rejects; "
          + "tradewatch quarantine list --library lib", in: folder)
      #expect(!text.output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
      #expect(!text.output.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
      #expect(text.output.contains(#"PO4,\x1B]0;owned\x07\x1B[2J\xC2\x9B31m,foreign:A"#))
      #expect(text.output.contains("(5242905 bytes)"))
      #expect(text.output.hasSuffix("7 listed, 0 accepted when they were fed again\n"))

      let list = try rejects(folder, "quarantine list --library lib --format json")
      let check = try rejects(folder, "check order=feed.csv --rejects --format json")
      for rows in [list, check] {
        #expect(
          rows.map(\.rule) == [
            "F08-number", "F05-nul", "F04-encoding", "F08-number", "F02-fields", "F06-long",
            "F07-required",
          ])
        #expect(rows.map(\.line) == [2, 4, 6, 8, 13, 15, 17])
        for (row, wanted) in zip(rows, QuarantineTests.bad) {
          #expect(row.bytes == wanted.prefix(65_536) && row.length == wanted.count)
        }
      }

      let csv = try runShellLine(
        "tradewatch quarantine list --library lib --format csv", in: folder)
      #expect(csv.output.matches(of: /(?m)^F0[0-9]-/).count == 7)
      #expect(csv.output.contains(#"PO4,\x1B]0;owned"#))
    }
  }

  private func rejects(_ folder: URL, _ command: String) throws -> [Row] {
    let outcome = try runShellLine("tradewatch \(command)", in: folder)
    return try JSONDecoder().decode(Listing.self, from: Data(outcome.output.utf8)).rejects
  }

  private struct Listing: Decodable { var rejects: [Row] }

  private struct Row: Decodable {
    var id: Int
    var rule: String
    var line: Int
    var length: Int
    var state: String
    var raw: String?
    var base64: String?

    enum CodingKeys: String, CodingKey {
      case id, rule, line, length, state, raw
      case base64 = "raw_base64"
    }

    var bytes: Data? { raw.map { Data($0.utf8) } ?? base64.flatMap { Data(base64Encoded: $0) } }
  }

  @Test("outlive a program that is killed, and the next run goes on after them")
  func killed() throws {
    try withFeeds([:]) { folder in
      let outcome = try runShellLine(
        """
        (printf 'order_id,placed_at,seller,amount\\n'; yes 'PO1,2026-06-01,foreign:A,x') |
          tradewatch check order=- --library lib > /dev/null &
        while ! [ -e lib/quarantine/rejects-000001 ] ||
          [ $(stat -c %s lib/quarantine/rejects-000001) -lt 3000000 ]; do sleep 0.01; done
        kill -9 $!; wait $! 2> /dev/null
        printf 'order_id,placed_at,seller,amount\\nlast\\n' |
          tradewatch check order=- --library lib --quiet > /dev/null
        tradewatch quarantine list --library lib --format json
        """, in: folder)

      let rows = try JSONDecoder().decode(Listing.self, from: Data(outcome.output.utf8)).rejects
      #expect(rows.count > 5000)
      #expect(rows.map(\.id) == Array(1...rows.count))
      #expect(rows.dropLast().allSatisfy { $0.raw == "PO1,2026-06-01,foreign:A,x" })
      #expect(rows.last?.raw == "last")
    }
  }

  @Test("are fed again once: what is accepted now is given and marked, the rest stays")
  func retry() throws {
    let rows =
      QuarantineTests.head
      + (0..<40).map {
        "PO\($0),2026-06-01,foreign:A,\($0).50\(String(repeating: " ", count: 400))\n"
      }
      .joined() + "PO40,2026-06-01,foreign:A,x\n"
    let nested = """
      {"record_class":"order","order_id":"J1","placed_at":"2026-06-01","seller":"foreign:A",\
      "amount":"3.00","note":"\(String(repeating: "n", count: 400))",\
      "lines":[{"sku":"S1","quantity":1,"unit_price":"3.00","amount":"3.00"}]}

      """
    try withFeeds(["orders.csv": rows, "more.jsonl": nested]) { folder in
      let retry = "tradewatch quarantine retry --library lib"
      let first = try runShellLine(
        "tradewatch check orders.csv more.jsonl --max-row-bytes 300 --library lib > out", in: folder
      )
      #expect(first.errors.hasPrefix("tradewatch: 42 rows were rejected; "))
      let still = try runShellLine("\(retry) --max-row-bytes 300 --output mended.jsonl", in: folder)
      #expect(
        still.errors
          == "tradewatch: 0 accepted, 42 rejected again (F06-long 41, F08-number 1)\n")
      let dry = try runShellLine("\(retry) --dry-run", in: folder)
      let mended = try runShellLine("\(retry) --output mended.jsonl", in: folder)
      #expect(mended.errors == "tradewatch: 41 accepted, 1 rejected again (F08-number 1)\n")
      #expect(dry.errors == mended.errors && dry.output.isEmpty)
      let again = try runShellLine("\(retry) --output mended.jsonl", in: folder)
      #expect(
        again.errors
          == "tradewatch: 0 accepted, 1 rejected again (F08-number 1), 41 accepted before\n")

      let query = try runShellLine(
        "tradewatch query order mended.jsonl --measure 'count()' --measure 'sum(amount)' "
          + "--format csv; tradewatch query order_line mended.jsonl --format csv",
        in: folder)
      // 41 orders: 0.50 + 1.50 + … + 39.50 = 800.00, and 3.00.
      #expect(query.output == "count(),sum(amount)\n41,803.00\ncount()\n1\n")
      let waiting = try rejects(folder, "quarantine list --library lib --format json")
      #expect(waiting.map(\.raw) == ["PO40,2026-06-01,foreign:A,x"])
      let all = try rejects(folder, "quarantine list --library lib --all --format json")
      #expect(all.count { $0.state == "accepted later" } == 41)
    }
  }

  @Test("are read with the mapping as it stands now")
  func mendedMapping() throws {
    let map = """
      [[feed]]
      files = ["shop.csv"]
      class = "order"
      times = "%Y.%m.%d"
      zone = "Z"
      columns = { no = "order_id", made = "placed_at", total = "amount" }
      computed = { seller = "'foreign:' & shop" }

      """
    let feeds = [
      "shop.csv": "no,made,shop,total\nA-1,03/06/2026,S1,10.00\nA-2,2026.06.04,S2,5.00\n",
      "wrong.toml": map, "right.toml": map.replacing("%Y.%m.%d", with: "%d/%m/%Y"),
    ]
    try withFeeds(feeds) { folder in
      let outcome = try runShellLine(
        "tradewatch query order shop.csv --map wrong.toml --library lib --quiet > out; "
          + "tradewatch quarantine retry --library lib --map wrong.toml; "
          + "tradewatch quarantine retry --library lib --map right.toml > mended.jsonl; "
          + "tradewatch query order mended.jsonl --measure 'sum(amount)' --by day --format csv",
        in: folder)
      #expect(
        outcome.errors == "tradewatch: 0 accepted, 1 rejected again (F09-time 1)\n"
          + "tradewatch: 1 accepted, 0 rejected again\n")
      #expect(outcome.output == "day,sum(amount)\n2026-06-03,10.00\n")
    }
  }

  @Test("go into a temporary folder of their owner where no library is named, and only then")
  func temporaryFolder() throws {
    try withFeeds(["good.csv": QuarantineTests.head, "bad.csv": QuarantineTests.head + "x\n"]) {
      folder in
      let outcome = try runShellLine(
        """
        export TMPDIR=$PWD/tmp; mkdir tmp
        tradewatch check order=good.csv > /dev/null; ls tmp | wc -l
        tradewatch check order=bad.csv --quiet > /dev/null; stat -c %a tmp/*
        tradewatch quarantine list --format csv | sed 's/.*,1,/1 row, /'
        tradewatch quarantine row 1 --library tmp/tradewatch-*
        """, in: folder)
      #expect(outcome.output == "0\n700\nlibrary,newest,rows,waiting\n1 row, 1\nx")
    }
  }

  @Test("are counted where the disk takes no more, and the feeds go on")
  func fullDisk() throws {
    let rows = (0..<2000).map { "PO\($0),2026-06-01,foreign:A,x\nOK\($0),2026-06-01,foreign:A,1\n" }
    try withFeeds(["orders.csv": QuarantineTests.head + rows.joined()]) { folder in
      let outcome = try runShellLine(
        "(ulimit -f 100; tradewatch query order orders.csv --library lib); "
          + "tradewatch quarantine list --library lib | tail -1", in: folder)
      let pattern =
        /tradewatch: 2000 rows were rejected; ([0-9]+) of them not kept: .*: File too large; .*/
      let lost = try #require(outcome.errors.firstMatch(of: pattern).flatMap { Int($0.output.1) })
      #expect(
        outcome.output == "count()\n   2000\n\(2000 - lost) listed, "
          + "0 accepted when they were fed again\n")
      #expect(lost > 0 && lost < 2000)
    }
  }
}
