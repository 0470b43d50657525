import Commerce
package import Ingestion

/// Bytes of a feed as a hostile or careless writer may send them, and how they are to be read: the
/// same for the same seed.
package struct FuzzInput {
  package let seed: Int
  package let bytes: [UInt8]
  package let options: DecodingOptions

  package init(seed: Int) {
    var random = Seeded(seed)
    self.seed = seed
    let text = FuzzInput.text(&random)
    let encoding = random.pick(Writing.allCases)
    var bytes = encoding.bytes(of: text)
    if random.once(in: 2) { FuzzInput.damage(&bytes, &random) }
    self.bytes = bytes
    options = FuzzInput.options(encoding, &random)
  }

  /// How the text is written.
  private enum Writing: CaseIterable {
    case utf8, utf8Marked, gb18030, windows1252, utf16Little, utf16Big

    func bytes(of text: String) -> [UInt8] {
      switch self {
      case .utf8: Array(text.utf8)
      case .utf8Marked: Array("\u{FEFF}\(text)".utf8)
      case .gb18030: Fuzzing.gb18030(text)
      case .windows1252: Fuzzing.windows1252(text)
      case .utf16Little: utf16("\u{FEFF}" + text, isBig: false)
      case .utf16Big: utf16("\u{FEFF}" + text, isBig: true)
      }
    }

    var encoding: TextEncoding {
      switch self {
      case .utf8, .utf8Marked: .utf8
      case .gb18030: .gb18030
      case .windows1252: .windows1252
      case .utf16Little, .utf16Big: .utf16
      }
    }
  }

  private static func text(_ random: inout Seeded) -> String {
    var text = random.once(in: 4) ? random.pick(preambles) : ""
    text += random.pick(headers)
    let delimiter = random.pick([",", ",", "\t", ";", "|"])
    for _ in 0..<Int.random(in: 0...24, using: &random) { text += random.pick(pieces) }
    return delimiter == "," ? text : text.replacing(",", with: delimiter)
  }

  private static let preambles = [
    "report of June\n", "\n\n", "sep=;\n", "made,2026-06-30\r\n\r\n", "报表\r", " \n",
  ]

  private static let headers = [
    "uscc,name,name_en\n", "uscc,name,name_en\r\n", "{\"uscc\":\"a\",\"name\":\"b\"}\n", "", "\n",
    "record_class,uscc,name,sku,amount\r", " USCC ,\"Name\",x,\n", "a,b,c\n", "[\n",
    "order_id,placed_at,seller,amount\n",
  ]

  private static let pieces = [
    "a,b,c", "\"a\",\"b\",\"c\"", "\"", "\"\"", ",", "\n", "\n", "\n", "\r\n", "\r", "商品,公司,",
    "enterprise,U,N,,", "{\"uscc\":\"1\",\"name\":\"x\\u5546\\n\"}\n", "é", "北京", "😀", "丂",
    "{\"order_id\":1,\"lines\":[{\"sku\":2}]}", "uscc,name,name_en\n", "Total,,\n", "小计,,5\n",
    "{\"a\":[1,{\"b\":null}],\"name\":\"\\ud83d\\ude00\"}", "\u{0}", "\\", "{", "}", ",,\n",
    String(repeating: "x", count: 300), "\"a\nb\",c,d\n", "q,\"open,\n", "=\"0012\",x,y\n",
    "\t0013\t,x,y\n", "1,2026-06-01,S,19.99\n", "{\"uscc\":\"\\ud800\",\"name\":\"商\"}\n", "a,b\n",
    "A,Café Müller,5 €\n", "a,b,c,,\n", "订单商品,北京公司,。\n",
  ]

  /// Changes, drops or repeats some bytes.
  private static func damage(_ bytes: inout [UInt8], _ random: inout Seeded) {
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8.random(in: 0x80...0xFF, using: &random), at: place)
      default: bytes.removeSubrange(place...)
      }
    }
  }

  private static func options(_ writing: Writing, _ random: inout Seeded) -> DecodingOptions {
    var options = DecodingOptions(maxRowBytes: random.pick([256, 300, 4096]))
    if random.once(in: 3) { options.encoding = writing.encoding }
    if random.once(in: 8) { options.encoding = .gbk }
    if random.once(in: 4) { options.declared = random.pick([.enterprise, .order, .orderLine]) }
    if random.once(in: 3) { options.format = random.pick([.csv, .tsv, .jsonLines]) }
    if random.once(in: 2) { options.dialect = dialect(&random) }
    return options
  }

  private static func dialect(_ random: inout Seeded) -> Dialect {
    var dialect = Dialect()
    if random.once(in: 4) { dialect.delimiter = random.pick(Dialect.usualDelimiters) }
    if random.once(in: 4) {
      dialect.quote = random.pick([.byte(UInt8(ascii: "'")), Dialect.Quote.none])
    }
    if random.once(in: 4) { dialect.skippedLines = Int.random(in: 0...3, using: &random) }
    if random.once(in: 4) { dialect.header = ["name", "uscc", ""] }
    if random.once(in: 4) { dialect.columns = ["a", "c"] }
    if random.once(in: 2) { dialect.shortRows = .fill }
    return dialect
  }
}
