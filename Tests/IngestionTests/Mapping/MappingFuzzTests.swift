import Commerce
import Fuzzing
import Ingestion
import Testing

@Suite("Mapped feeds of any bytes")
struct MappingFuzzTests {
  /// Pieces that rows are made of: right ones, wrong ones, and parts of both.
  private static let pieces = [
    "0017", "\"a\"\"b\"", "03.06.2026", "31.02.2026", "1.234,56", "(5,00)", "-", "\"", "12 %", "x",
    "\t", "\t\t", "\n", "\r\n", "Offen", "Verkäufer", "\0", "\u{FEFF}", "1e400",
    "9999999999999999999",
    "-170141183460469231731687303715884105728", "，", "{\"Nr\":1", "null", "''", "=\"01\"", " ",
  ]

  private func mapping() throws -> FeedMapping {
    var mapping = FeedMapping(place: "test")
    mapping.recordClass = .order
    mapping.columns = [
      "Nr": ["order_id"], "Datum": ["placed_at", "paid_at"], "Status": ["state"],
      "Menge": ["quantity"],
    ]
    mapping.constants = ["currency": "EUR"]
    mapping.values = ["state": ValueTable(["Offen": "placed"])]
    mapping.numbers = NumberStyle(point: UInt8(ascii: ","))
    mapping.times = try ["%d.%m.%Y", "%b %d %Y", "%s", "%Q"].map { try #require(TimePattern($0)) }
    try mapping.compute("seller", "'foreign:' & Nr & Status")
    try mapping.compute("amount", "coalesce(Menge, Nr) * Menge / (Menge - 1) + 0.5")
    return mapping
  }

  @Test("give the same rows and rejects wherever they are cut, and never stop", arguments: 0..<40)
  func sameWhereverCut(seed: Int) throws {
    var random = Seeded(seed)
    var options = DecodingOptions(format: seed % 2 == 0 ? .tsv : .jsonLines)
    options.mapping = LoadedMapping(try mapping())

    for _ in 0..<100 {
      let bytes = seed % 2 == 0 ? rows(&random) : objects(&random)
      let whole = decode(bytes, options)
      let cuts = (0..<5).map { _ in Int.random(in: 1...40, using: &random) }

      #expect(
        decode(bytes, options, cuts: cuts) == whole, "\(String(decoding: bytes, as: UTF8.self))")
      // Every line that is not empty is a row, a reject, or the header.
      #expect(whole.rejects.count + whole.count <= bytes.count { $0 == 0x0A || $0 == 0x0D } + 1)
    }
  }

  private func rows(_ random: inout Seeded) -> [UInt8] {
    var text = "Nr\tDatum\tStatus\tMenge\tRest\n"
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      for _ in 0..<Int.random(in: 1...10, using: &random) {
        text += MappingFuzzTests.pieces.randomElement(using: &random) ?? ""
        if Bool.random(using: &random) { text += "\t" }
      }
      text += "\n"
    }
    return mutated(Array(text.utf8), &random)
  }

  private func objects(_ random: inout Seeded) -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let members = ["Nr", "Datum", "Status", "Menge", "Rest"].shuffled(using: &random).map {
        name in
        let piece = MappingFuzzTests.pieces.randomElement(using: &random) ?? ""
        return "\"\(name)\":\(Bool.random(using: &random) ? "\"\(piece)\"" : piece)"
      }
      text += "{" + members.joined(separator: ",") + "}\n"
    }
    return mutated(Array(text.utf8), &random)
  }

  /// Changes a byte now and then.
  private func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    return bytes
  }
}
