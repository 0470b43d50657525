import Commerce
import Fuzzing
import Ingestion
import Testing

@Suite("Documents that mean harm")
struct HostileDocumentTests {
  /// Each with the rule that it breaks.
  private static let documents: [(name: String, text: String, rule: String)] = [
    ("billion laughs", doctype(laughs, "&lol9;"), "F12-xml"),
    (
      "quadratic blow-up",
      doctype(
        "<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">",
        String(repeating: "&a;", count: 50_000)), "F12-xml"
    ),
    ("file", doctype("<!ENTITY a SYSTEM \"file:///etc/passwd\">", "&a;"), "F12-xml"),
    ("parameter", doctype("<!ENTITY % a SYSTEM \"http://127.0.0.1:9/a\"> %a;", ""), "F12-xml"),
    ("definition", "<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1:9/a.dtd\"><Invoice/>", "F12-xml"),
    ("deep", nested(100_000), "F12-xml"),
    ("deep and open", String(nested(100_000).prefix(400_000)), "F12-xml"),
    (
      "attributes", "<a \((0..<60_000).map { "b\($0)=''" }.joined(separator: " "))></a>", "F12-xml"
    ),
    ("name", "<\(String(repeating: "a", count: 1_000_000))/>", "F12-xml"),
    ("namespaces", namespaces, "F12-xml"),
    ("names", SampleDocument.text("Invoice", (0..<99_999).map { "<a\($0)/>" }.joined()), "F12-xml"),
    ("NUL", SampleDocument.invoice.replacing("R-1", with: "R\0"), "F05-nul"),
    ("unknown encoding", "<?xml version='1.0' encoding='x-none'?><a/>", "F04-encoding"),
    (
      "long value",
      SampleDocument.invoice.replacing("R-1", with: String(repeating: "1", count: 70_000)),
      "F06-long"
    ),
    ("long", "<Invoice>" + String(repeating: "a", count: 17_000_000) + "</Invoice>", "F06-long"),
    ("long comment", "<!--" + String(repeating: "<", count: 17_000_000) + "--><a/>", "F06-long"),
  ]

  private static let laughs: String = {
    let further = (1...9).map { level in
      "<!ENTITY lol\(level) \"\(String(repeating: "&lol\(level - 1);", count: 10))\">"
    }
    return "<!ENTITY lol0 \"lol\">" + further.joined()
  }()

  private static let namespaces: String = {
    let level = (0..<200).map { "xmlns:n\($0)='u\($0)'" }.joined(separator: " ")
    return SampleDocument.text(
      "Invoice",
      (0..<200).map { "<a\($0) \(level)>" }.joined()
        + (0..<200).reversed().map { "</a\($0)>" }.joined())
  }()

  private static func doctype(_ subset: String, _ value: String) -> String {
    SampleDocument.invoice.replacing("<Invoice ", with: "<!DOCTYPE Invoice [\(subset)]><Invoice ")
      .replacing("R-1", with: value)
  }

  private static func nested(_ depth: Int) -> String {
    SampleDocument.text(
      "Invoice",
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth))
  }

  @Test("Each is one reject, and the document after it is read", arguments: 0..<documents.count)
  func oneReject(index: Int) {
    let (name, text, rule) = HostileDocumentTests.documents[index]
    let isOpen = name == "deep and open"

    let decoded = decode(text + "\n" + (isOpen ? "" : SampleDocument.invoice))

    #expect(decoded.rejects == [rule + "@1"], "\(name): \(decoded.findings)")
    #expect(decoded.rows[.invoice]?.count == (isOpen ? nil : 1), "\(name)")
    #expect(decoded.raw.allSatisfy { $0.count <= 65_536 })
  }

  @Test("A document that is too long is let go of as it comes, cut anywhere")
  func longInPieces() {
    let options = DecodingOptions(maxRowBytes: 256)
    let long = "<Invoice>" + String(repeating: "<a>b</a>\n", count: 12_000)
    let order = SampleDocument.order
    let orderLines = order.count { $0 == "\n" }
    let bytes = Array((long + order + long + "</Invoice>" + order).utf8)
    let whole = decode(bytes, options)

    #expect(whole.rejects == ["F06-long@1", "F06-long@\(12_001 + orderLines)"])
    #expect(whole.rows[.order]?.count == 2)
    for cuts in [[1], [7, 11], [4096]] {
      #expect(decode(bytes, options, cuts: cuts) == whole)
    }
  }

  @Test("Changed documents give the same rows and rejects however they are cut", arguments: 0..<400)
  func sameRows(seed: Int) {
    var random = Seeded(seed)
    let bytes = anyDocuments(&random)
    let options = DecodingOptions(format: .xml, maxRowBytes: 256)
    let whole = decode(bytes, options)

    for _ in 0..<3 {
      let cuts = (0..<5).map { _ in Int.random(in: 1...900, using: &random) }
      #expect(decode(bytes, options, cuts: cuts) == whole)
    }
    #expect(decode(bytes, options, cuts: [1]) == whole)
  }
}

/// Documents of our own with a few bytes changed, lost, doubled or put elsewhere.
private func anyDocuments(_ random: inout Seeded) -> [UInt8] {
  let samples = [
    SampleDocument.order, SampleDocument.invoice,
    SampleDocument.text("CreditNote", SampleDocument.invoiceBody(line: "CreditNoteLine")),
    "<!-- c --><?p i?><Invoice><![CDATA[ ]]>x</Invoice>",
  ]
  var bytes: [UInt8] = []
  for _ in 0..<Int.random(in: 1...3, using: &random) {
    var text = Array(samples[Int.random(in: 0..<samples.count, using: &random)].utf8)
    if Int.random(in: 0..<6, using: &random) == 0 { text = text.flatMap { [$0, 0] } }
    bytes += text
  }
  let marks = Array("<>/?!-[]\"'&; =:xml\0\u{FF}\n".utf8) + [0xFE, 0xFF]
  func mark(_ random: inout Seeded) -> UInt8 {
    marks[Int.random(in: 0..<marks.count, using: &random)]
  }
  for _ in 0..<Int.random(in: 0...6, using: &random) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] = mark(&random)
    case 1: bytes.removeSubrange(place..<max(place + 1, end - 1))
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    default: bytes.insert(mark(&random), at: place)
    }
    if bytes.isEmpty { bytes = [UInt8(ascii: "<")] }
  }
  return bytes
}
