import Commerce
import Foundation
import Fuzzing
import Ingestion
import Synchronization
import Testing

@Suite("Bytes that mean harm")
struct RobustnessTests {
  @Test("A field of 300 megabytes is one reject, and memory stays bounded")
  func giantField() throws {
    let turn = Mutex(0)
    let header = Array("uscc,name\nA,one\nB,".utf8)
    let piece = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    let spec = FeedSpec(
      name: "giant",
      source: .producer {
        let now = turn.withLock { turn in
          turn += 1
          return turn
        }
        if now == 1 { return .bytes(header) }
        if now <= 301 { return .bytes(piece) }
        return now == 302 ? .bytes(Array("\nC,three\n".utf8)) : .ended
      })
    let before = residentBytes()

    let running = try RunningReader([spec])
    running.waitForEnd()

    let told = running.now
    #expect(told.decoded.rows[.enterprise] == ["uscc=A name=one", "uscc=C name=three"])
    #expect(told.decoded.rejects == ["F06-long@3"])
    #expect(told.decoded.raw.first?.count == 65_536)
    #expect(residentBytes() - before < 200 << 20)
  }

  @Test("A million columns are one reject; many columns are read")
  func manyColumns() {
    let million = "uscc,name" + String(repeating: ",c", count: 1_000_000) + "\nA,one\n"
    let many = "uscc,name" + String(repeating: ",", count: 20_000)

    #expect(decode(million).rejects == ["F06-long@1", "F10-class@2"])
    #expect(decode(many + "\nA,one" + String(repeating: ",", count: 20_000) + "\n").count == 1)
    #expect(
      decode("uscc,name\nA" + String(repeating: ",", count: 60_000) + "\nB,two\n").rejects
        == ["F02-fields@2"])
  }

  @Test("A file of quotes gives each line up, and ends")
  func quotesOnly() {
    let decoded = decode("uscc,name\n" + String(repeating: "a,\"\n", count: 5001))

    #expect(decoded.rejects.count + decoded.count >= 2500)
    #expect(decoded.findings.allSatisfy { $0.rule == .quote || $0.rule == .fields })
  }

  @Test("NULs, and text that is UTF-16, are one reject a line")
  func nuls() {
    let wide = Array("uscc,name\nA,one\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })

    #expect(decode([0xFF, 0xFE] + wide).rows.isEmpty)
    #expect(decode(Array(repeating: 0, count: 100_000)).rejects == ["F06-long@1"])
    #expect(decode("uscc,name\n\0\nA,\0\nB,two\n").rejects == ["F05-nul@2", "F05-nul@3"])
  }

  @Test("The bytes of every reject are those of the feed at its place", arguments: 0..<100)
  func rawBytes(seed: Int) {
    var random = Seeded(seed)
    var bytes = Array("uscc,name\n".utf8)
    for _ in 0..<200 {
      bytes.append(Array("ab\",\n\r\u{0}é{".utf8).randomElement(using: &random) ?? 0)
    }

    let decoded = decode(bytes, DecodingOptions(maxRowBytes: 256), cuts: [7, 13])

    for (finding, raw) in zip(decoded.findings, decoded.raw) {
      #expect(Array(bytes[finding.place.offset...].prefix(raw.count)) == raw)
      #expect(raw.count <= 256)
    }
  }

  @Test("A feed whose class cannot be told has all rows rejected, and says so once")
  func noClass() throws {
    let directory = TemporaryDirectory()
    let path = directory.write("x.csv", "colour,size\nred,1\nblue,2\n")

    let running = try RunningReader([path])
    running.waitForEnd()

    #expect(running.now.decoded.rejects == ["F10-class@2", "F10-class@3"])
    #expect(
      running.now.notices == [
        "the class cannot be told from the header: name it, as in order=\(path), or propose a "
          + "mapping with tradewatch map suggest \(path)"
      ]
    )
    #expect(running.now.statuses[0]?.rejected == 2)
  }

  @Test("Columns that no schema knows are counted")
  func unknownColumns() throws {
    let directory = TemporaryDirectory()
    let csv = directory.write("enterprises.csv", "uscc,colour,name\nA,red,one\nB,blue,two\n")
    let json = directory.write(
      "orders.jsonl",
      #"{"order_id":"A","placed_at":"2026-06-01","seller":"S","amount":1,"refunds":[],"mood":1}"#)

    let running = try RunningReader([csv, json])
    running.waitForEnd()

    #expect(running.now.statuses[0]?.unknownColumns == ["colour": 2])
    #expect(running.now.statuses[1]?.unknownColumns == ["refunds": 1, "mood": 1])
  }

  private func residentBytes() -> Int {
    let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (pages ?? 0) * 4096
  }
}
