import Statistics
import Testing

@Suite("Codes of texts")
struct KeyTableTests {
  @Test("Codes are dense in the order of first sight, and give the texts back", arguments: 0..<10)
  func dense(seed: Int) {
    let table = KeyTable()
    var known: [String: UInt32] = [:]
    var state = UInt64(seed) + 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let text = String(repeating: "x", count: Int(state >> 60)) + String(state >> 50)
      let expected = known[text] ?? UInt32(known.count + 1)
      known[text] = expected
      #expect(table.code(of: text) == expected)
    }

    #expect(table.count == known.count)
    #expect(known.allSatisfy { table.text($0.value) == $0.key })
    #expect(known.allSatisfy { table.existingCode(of: $0.key) == $0.value })
    #expect(table.existingCode(of: "never seen") == nil)
  }

  @Test(
    "Coding a column of cells is coding its texts one by one", arguments: [0, 1, 63, 64, 65, 1000])
  func cells(count: Int) {
    var bytes: [UInt8] = []
    var cells: [Int64] = []
    var texts: [String] = []
    for index in 0..<count {
      let text = index % 5 == 0 ? "" : "text \(index * index % 97)"
      texts.append(text)
      cells.append(text.isEmpty ? .min : Int64(bytes.count) << 24 | Int64(text.utf8.count))
      bytes += text.utf8
    }
    let table = KeyTable()
    var codes = [UInt32](repeating: 9, count: count)
    bytes.withUnsafeBytes { bytes in
      cells.withUnsafeBufferPointer { cells in
        codes.withUnsafeMutableBufferPointer { table.codes(of: cells, in: bytes, into: $0) }
      }
    }

    let oneByOne = KeyTable()
    #expect(codes == texts.map { oneByOne.code(of: $0) })
  }

  @Test("Codes stay the same while the slots outgrow their first memory")
  func many() {
    let table = KeyTable()
    for number in 1...200_000 as ClosedRange<UInt32> {
      #expect(table.code(of: "text \(number)") == number)
    }

    #expect((1...200_000).allSatisfy { table.existingCode(of: "text \($0)") == UInt32($0) })
    #expect(table.existingCode(of: "text 200001") == nil)
  }

  @Test("Texts longer than a chunk, and texts with zero bytes, are kept whole")
  func unusualTexts() {
    let table = KeyTable()
    let texts = [String(repeating: "长", count: 500_000), "a\0b", "a\0c", "a", "长"]
    let codes = texts.map { table.code(of: $0) }

    #expect(codes == [1, 2, 3, 4, 5])
    #expect(codes.map { table.text($0) } == texts)
  }

  @Test("Ids keep every byte, and texts that look like ids are told apart", arguments: 1...5)
  func ids(seed: UInt64) {
    let heads = [
      "", "P", "WB", "单号", "LIVE-2026-", "é9", "\u{1F600}", "sixteen-bytes---",
      "17-bytes-of-head-",
    ]
    let table = KeyTable()
    var known: [String: UInt32] = [:]
    var state = seed
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> 20 & 0xFFFF_FFFF, radix: 10)
      let zeros = String(repeating: "0", count: Int(state >> 55) % 15)
      let end = state >> 52 & 15 == 0 ? "X" : ""
      let head = heads[Int(state >> 59) % heads.count]
      let text = head + zeros + digits.prefix(Int(state >> 60)) + end
      let expected = text.isEmpty ? 0 : known[text] ?? UInt32(known.count + 1)
      if !text.isEmpty { known[text] = expected }
      #expect(table.code(of: text) == expected)
    }

    #expect(known.allSatisfy { table.text($0.value) == $0.key })
    #expect(known.allSatisfy { table.existingCode(of: $0.key) == $0.value })
    #expect(known.keys.allSatisfy { known[$0 + "0"] == table.existingCode(of: $0 + "0") })
  }

  @Test("More different heads than a word can name lose nothing")
  func manyHeads() {
    let table = KeyTable()
    let texts = (0..<20_000).map { "\(String($0, radix: 26).filter(\.isLetter))h\($0)h123456" }
    for _ in 1...2 {
      #expect(texts.map { table.code(of: $0) } == (1...20_000).map(UInt32.init))
    }

    #expect((1...20_000).map { table.text($0) } == texts)
    #expect(table.existingCode(of: "another123456") == nil)
  }

  @Test("The empty text has code 0")
  func empty() {
    let table = KeyTable()

    #expect(table.code(of: "") == 0)
    #expect(table.text(0) == "")
    #expect(table.count == 0)
  }
}
