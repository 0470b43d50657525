import Commerce
import Fuzzing
import Ingestion
import Testing

@Suite("Objects without escapes")
struct UsualObjectTests {
  @Test("They are read as those with an escape are", arguments: 0..<300)
  func sameRows(seed: Int) {
    var random = Seeded(seed)
    let lines = (0..<40).map { _ in anyObject(&random) }
    let escaped = lines.map { #"{"\u007a":0,"# + $0.dropFirst() }
    let options = DecodingOptions(declared: .enterprise)

    let usual = decode(lines.joined(separator: "\n"), options)
    let careful = decode(escaped.joined(separator: "\n"), options)

    #expect(usual.rows == careful.rows)
    #expect(usual.rejects == careful.rejects)
  }

  @Test("Objects of one form are read as each alone is", arguments: 0..<300)
  func sameForm(seed: Int) {
    var random = Seeded(seed)
    let forms = (0..<Int.random(in: 1...3, using: &random)).map { _ in anyForm(&random) }
    let lines = (0..<60).map { _ in
      anyObject(of: forms[Int.random(in: 0..<forms.count, using: &random)], &random)
    }
    let declared = Bool.random(using: &random) ? RecordClass.order : nil
    let options = DecodingOptions(declared: declared)

    let together = decode(lines.joined(separator: "\n"), options)
    let alone = lines.map { decode($0, options) }

    for recordClass in RecordClass.allCases {
      #expect(together.rows[recordClass] ?? [] == alone.flatMap { $0.rows[recordClass] ?? [] })
    }
    #expect(together.flags == alone.flatMap(\.flags))
    #expect(together.findings.map(words) == alone.flatMap { $0.findings.map(words) })
  }

  private func words(_ finding: Finding) -> [String] {
    [finding.rule.id, finding.field, finding.expected, finding.found, finding.key]
  }

  /// Keys, and values that they usually have.
  private let usualValues: [(key: String, values: [String])] = [
    ("order_id", [#""A1""#, "17", #""é 商""#]), ("seller", [#""B""#]),
    ("placed_at", [#""2026-06-01T10:00:00+08:00""#, #""2026-06-02""#]),
    ("amount", ["1", "2.50", #""19.99""#, "1e2", "-3.10"]), ("quantity", ["1", "120"]),
    ("unit_price", ["0.5", "1234567.25", "null"]), ("ship_to", [#""44""#, "44", #""""#]),
    ("version", ["1", "2"]), ("op", [#""create""#, #""amend""#]), ("x", ["1", "true", #""y""#]),
    ("state", [#""paid""#]),
  ]
  private let otherValues = [
    #""""#, "null", "true", "-1.5", "01", "00.5", "-01", "1.", ".5", "-", "+1", "[1]", "{}", "1 ",
    "2026-06-01T10:00:00Z", #""merge""#, "12345678901", "123456789.1234", "0.12345", #""  ""#,
    #""a\"b""#, #"" 7 ""#, #""b"c""#, #""unclosed"#, "0", "-0", "1,2", "",
  ]

  /// Keys with the blanks around them: what the objects of one writer share.
  private func anyForm(_ random: inout Seeded) -> [(text: String, values: [String])] {
    let blanks = (0..<2).map { _ in ["", "", " ", "\t"].randomElement(using: &random) ?? "" }
    let others = usualValues.dropFirst(4).shuffled(using: &random)
    let named = random.next() % 3 == 0 ? [("record_class", [#""order""#])] : []
    let members = (named + usualValues.prefix(4) + others.prefix(4)).shuffled(using: &random)
    return members.map { key, values in
      ("\"\(key)\"\(blanks[0]):\(blanks[1])", values)
    }
  }

  private func anyObject(
    of form: [(text: String, values: [String])], _ random: inout Seeded
  ) -> String {
    let members = form.map { text, usual in
      let values = Int.random(in: 0..<100, using: &random) > 0 ? usual : otherValues
      return text + (values.randomElement(using: &random) ?? "")
    }
    let isWhole = Int.random(in: 0..<40, using: &random) > 0
    return "{" + members.joined(separator: ",") + (isWhole ? "}" : ",}")
  }

  /// An object, now and then with something missing or too much.
  private func anyObject(_ random: inout Seeded) -> String {
    let values = [
      #""a""#, #""商品, {}:[]""#, #""""#, "1", "-1.50", "true", "null", "[]", #"{"a":["b",1]}"#,
      #"["x","y"]"#, "01", "tru", #""é"#, "{", "", "1e3",
    ]
    let members = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      let name = ["uscc", "name", "note", "province", "x"].randomElement(using: &random) ?? ""
      let usual = Int.random(in: 0..<10, using: &random) > 0 ? 10 : values.count
      let value = values[Int.random(in: 0..<usual, using: &random)]
      let gaps = (0..<4).map { _ in ["", "", "", " ", "\t"].randomElement(using: &random) ?? "" }
      return "\(gaps[0])\"\(name)\"\(gaps[1]):\(gaps[2])\(value)\(gaps[3])"
    }
    let end = ["}", "}", "}", "} ", "", "}}", ",}"].randomElement(using: &random) ?? ""
    return #"{"uscc":"U","name":"n","# + members.joined(separator: ",") + end
  }
}
