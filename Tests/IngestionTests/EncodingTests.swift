import Commerce
import Foundation
import Fuzzing
import Ingestion
import TestSupport
import Testing

private let cutSizes: [[Int]] = [[], [1], [2], [3, 5], [64, 1], [100]]

@Suite("Encodings")
struct EncodingTests {
  private let text = "uscc,name\nA,北京商品公司\nB,\"订单，\n\"\"商\"\"品\"\n\nC,公司。\n"
  private let rows = [
    "uscc=A name=北京商品公司", "uscc=B name=订单，\n\"商\"品", "uscc=C name=公司。",
  ]

  @Test("GB18030 and GBK are found out, and rows stand where they stood", arguments: cutSizes)
  func chinese(cuts: [Int]) {
    let bytes = gb18030(text)

    let told = decodeEncoded(bytes, cuts: cuts)

    #expect(told.decoded.rows[.enterprise] == rows)
    #expect(told.decoded.rejects.isEmpty)
    #expect(
      lines(told, of: .enterprise, in: bytes) == [
        gb18030("A,北京商品公司"), gb18030("B,\"订单，\n\"\"商\"\"品\""), gb18030("C,公司。"),
      ])
    #expect(told.decoded.places[.enterprise]?.map(\.line) == [2, 3, 6])
    #expect(
      told.notices == [
        "read as GB18030 (detected); name it in a mapping to be sure", "passed over 1 blank row",
      ])
    let named = decodeEncoded(bytes, DecodingOptions(encoding: .gbk), cuts: cuts)
    #expect(named.decoded == told.decoded)
    #expect(named.notices == ["passed over 1 blank row"])
  }

  @Test("UTF-16 is told by its byte order mark, or named", arguments: cutSizes, [false, true])
  func wide(cuts: [Int], isBig: Bool) {
    let bytes = utf16(text, isBig: isBig)
    let named: TextEncoding = isBig ? .utf16BigEndian : .utf16LittleEndian

    let marked = decodeEncoded(utf16("\u{FEFF}" + text, isBig: isBig), cuts: cuts)
    let bare = decodeEncoded(bytes, DecodingOptions(encoding: named), cuts: cuts)
    let half = decodeEncoded(
      utf16("\u{FEFF}" + text, isBig: isBig), DecodingOptions(encoding: .utf16), cuts: cuts)

    #expect(bare.decoded.rows[.enterprise] == rows)
    #expect(marked.decoded.rows == bare.decoded.rows)
    #expect(half.decoded == marked.decoded)
    #expect(
      marked.notices.first == "read as \(named.name), as its byte order mark says")
    #expect(lines(bare, of: .enterprise, in: bytes)[0] == utf16("A,北京商品公司", isBig: isBig))
    #expect(
      lines(marked, of: .enterprise, in: utf16("\u{FEFF}" + text, isBig: isBig))
        == lines(bare, of: .enterprise, in: bytes))
  }

  @Test("Western text is found out by letters that stand alone", arguments: cutSizes)
  func western(cuts: [Int]) {
    let bytes = windows1252("uscc,name\r\nA,Café Müller – 5 €\r\nB,São João’s\r\n")

    let told = decodeEncoded(bytes, cuts: cuts)

    #expect(
      told.decoded.rows[.enterprise] == ["uscc=A name=Café Müller – 5 €", "uscc=B name=São João’s"])
    #expect(
      told.notices == ["read as Windows-1252 (detected); name it in a mapping to be sure"])
    #expect(lines(told, of: .enterprise, in: bytes)[1] == windows1252("B,São João’s"))
  }

  @Test("UTF-8 with a few damaged bytes stays UTF-8, and so does noise")
  func damaged() {
    let damaged = Array("uscc,name\nA,商品\nB,".utf8) + [0xE5, 0x95] + Array(",\nC,公司\n".utf8)
    let lone = Array("uscc,name\nA,na".utf8) + [0xE9] + Array("me\nB,two\n".utf8)
    var random = Seeded(7)
    let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }

    #expect(decodeEncoded(damaged).decoded.rejects == ["F04-encoding@3"])
    #expect(decodeEncoded(lone).decoded.rejects == ["F04-encoding@2"])
    #expect(decodeEncoded(lone).decoded.findings.first?.found == "byte 0xE9 at 4")
    #expect(decodeEncoded(noise).notices.allSatisfy { !$0.hasPrefix("read as") })
  }

  @Test("A byte that is no character costs its row, and the finding tells its place in the feed")
  func undecodable() {
    let bytes =
      gb18030("uscc,name\nA,商品") + [0xFF] + gb18030("\nB,公司\nC,订单") + [0x81] + gb18030("\nD,司\n")
      + gb18030("E,商") + [0xC9]

    for cuts in cutSizes {
      let told = decodeEncoded(bytes, DecodingOptions(encoding: .gb18030), cuts: cuts)

      #expect(told.decoded.rows[.enterprise] == ["uscc=B name=公司", "uscc=D name=司"])
      #expect(told.decoded.rejects == ["F04-encoding@2", "F04-encoding@4", "F04-encoding@6"])
      #expect(
        told.decoded.findings.map(\.found) == [
          "byte 0xFF at 6", "byte 0x81 at 6", "byte 0xC9 at 4",
        ])
      #expect(told.decoded.findings.allSatisfy { $0.expected == "GB18030" })
      #expect(told.decoded.raw[0] == gb18030("A,商品") + [0xFF])
      #expect(told.decoded.raw[2] == gb18030("E,商") + [0xC9])
    }
  }

  @Test("Half of a UTF-16 pair, and an odd byte at the end, are found")
  func halves() {
    let lone =
      utf16("uscc,name\nA,", isBig: false) + [0x00, 0xD8] + utf16("\nB,😀\nC,x", isBig: false)

    for cuts in cutSizes {
      let told = decodeEncoded(
        lone + [0x0A], DecodingOptions(encoding: .utf16LittleEndian), cuts: cuts)

      #expect(told.decoded.rows[.enterprise] == ["uscc=B name=😀"])
      #expect(told.decoded.rejects == ["F04-encoding@2", "F04-encoding@4"])
      #expect(told.decoded.findings.map(\.found) == ["byte 0x00 at 4", "byte 0x0A at 6"])
    }
  }

  @Test("Rows longer than the limit keep their first bytes as they came", arguments: cutSizes)
  func long(cuts: [Int]) {
    let row = gb18030("B," + String(repeating: "商品", count: 400))
    let bytes = gb18030("uscc,name\nA,公司\n") + row + gb18030("\nC,订单\n")

    let told = decodeEncoded(
      bytes, DecodingOptions(encoding: .gb18030, maxRowBytes: 256), cuts: cuts)

    #expect(told.decoded.rows[.enterprise] == ["uscc=A name=公司", "uscc=C name=订单"])
    #expect(told.decoded.rejects == ["F06-long@3"])
    #expect(told.decoded.raw == [Array(row.prefix(256))])
    #expect(told.decoded.findings.map(\.place.offset) == [gb18030("uscc,name\nA,公司\n").count])
    #expect(told.decoded.findings.map(\.found) == ["2402 bytes as UTF-8"])
  }

  @Test("Names of encodings are those that people write, and those of iconv")
  func names() throws {
    #expect(TextEncoding(name: "utf8") == .utf8)
    #expect(TextEncoding(name: "gb-18030") == .gb18030)
    #expect(TextEncoding(name: "GB2312") == .gbk)
    #expect(TextEncoding(name: "latin1") == .windows1252)
    #expect(TextEncoding(name: "klingon") == nil)
    #expect(TextEncoding(name: "UTF-8//IGNORE") == nil)
    let big5 = try #require(TextEncoding(name: "BIG5"))
    let bytes = Array("uscc,name\nA,".utf8) + [0xB0, 0xD3, 0xAB, 0x7E] + Array("\n".utf8)

    let told = decodeEncoded(bytes, DecodingOptions(encoding: big5), cuts: [1])

    #expect(told.decoded.rows[.enterprise] == ["uscc=A name=商品"])
  }

  @Test("JSON Lines in GB18030 are read, backslashes within characters too")
  func jsonLines() {
    let first = Array("{\"uscc\":\"A\",\"name\":\"".utf8) + [0x95, 0x5C] + gb18030("商品\"}")
    let second = gb18030("{\"uscc\":\"B\",\"name\":\"公司\"}")
    let newline = [UInt8(ascii: "\n")]
    let bytes = first + newline + second + newline

    for cuts in cutSizes {
      let told = decodeEncoded(bytes, cuts: cuts)

      #expect(told.decoded.rows[.enterprise] == ["uscc=A name=昞商品", "uscc=B name=公司"])
      #expect(lines(told, of: .enterprise, in: bytes) == [first, second])
    }
  }

  @Test("A followed file with half characters between two writings gives whole rows")
  func followed() throws {
    let directory = TemporaryDirectory()
    let bytes = gb18030("uscc,name\nA,北京商品公司\nB,订单商品\n")
    let path = directory.write("enterprises.csv", Array(bytes[..<14]))
    let running = try RunningReader([path], follow: true)
    running.wait("the first bytes") { $0.timesCaughtUp > 0 }

    directory.append("enterprises.csv", Array(bytes[14..<29]))
    usleep(30_000)
    directory.append("enterprises.csv", Array(bytes[29...]))
    running.wait("both rows") { $0.decoded.count == 2 }
    running.reader.stop()

    #expect(
      running.now.decoded.rows[.enterprise] == ["uscc=A name=北京商品公司", "uscc=B name=订单商品"])
    let places = running.now.decoded.places[.enterprise] ?? []
    #expect(
      places.map { running.reader.rawRow(feed: 0, offset: $0.offset, length: Int($0.length)) }
        == [gb18030("A,北京商品公司"), gb18030("B,订单商品")])
  }

  @Test("Compressed and piped feeds are found out as files are", arguments: ["gz", "zst", "pipe"])
  func otherSources(kind: String) throws {
    let directory = TemporaryDirectory()
    let bytes = gb18030("uscc,name\n" + String(repeating: "A,北京商品公司\n", count: 20_000))
    let path = directory.write("enterprises.csv", bytes)
    let running: RunningReader
    if kind == "pipe" {
      let fifo = directory.file("fifo")
      mkfifo(fifo, 0o600)
      let copying = Process()
      copying.executableURL = URL(filePath: "/bin/sh")
      copying.arguments = ["-c", "cat '\(path)' > '\(fifo)'"]
      try copying.run()
      running = try RunningReader([fifo])
    } else {
      let command = kind == "gz" ? "gzip" : "zstd -q"
      #expect(try runShell("\(command) '\(path)'", in: URL(filePath: directory.path)).status == 0)
      running = try RunningReader([path + "." + kind])
    }
    running.waitForEnd()

    #expect(running.now.decoded.count == 20_000)
    #expect(running.now.decoded.rows[.enterprise]?.last == "uscc=A name=北京商品公司")
    let place = try #require(running.now.decoded.places[.enterprise]?.last)
    #expect(
      running.reader.rawRow(feed: 0, offset: place.offset, length: Int(place.length))
        == gb18030("A,北京商品公司"))
  }

  @Test(
    "Tmall's report in GB18030 gives the rows of its UTF-8 copy",
    .enabled(if: sharedData("tmall/derived_tmall_order_report.gb18030.csv") != nil))
  func tmall() throws {
    func read(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: try #require(sharedData("tmall/" + name))))
    }
    let names = ["sku", "list_price", "paid", "name", "valid_from", "valid_to", "refund"]
    let options = DecodingOptions(
      declared: .commodity, dialect: Dialect(skippedLines: 1, header: names))

    let chinese = decodeEncoded(
      try read("derived_tmall_order_report.gb18030.csv"), options, cuts: [1 << 16])
    let unicode = decodeEncoded(try read("tmall_order_report.csv"), options)

    #expect(chinese.notices.first == "read as GB18030 (detected); name it in a mapping to be sure")
    #expect(chinese.decoded.rows == unicode.decoded.rows)
    #expect(chinese.counts == unicode.counts)
    #expect(chinese.counts?.read == 28_010)
  }
}
