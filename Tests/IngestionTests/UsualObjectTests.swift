import Commerce
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
