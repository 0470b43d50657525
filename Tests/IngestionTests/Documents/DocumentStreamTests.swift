import Commerce
import Foundation
import Ingestion
import Testing

@Suite("Documents that follow each other in one feed")
struct DocumentStreamTests {
  private let orderLines = SampleDocument.order.count { $0 == "\n" }

  @Test("Each is decoded as soon as it is whole, whatever stands between them")
  func asSoonAsWhole() {
    let decoder = FeedDecoder(feed: 0, name: "feed", options: DecodingOptions())
    var decoded = Decoded()
    func give(_ text: String) {
      Array(text.utf8).withUnsafeBytes { decoder.fill($0) }
      for rows in decoder.decode() { decoded.add(rows) }
    }

    give(SampleDocument.order + "<!-- between -->\r\n\n")
    #expect(decoded.rows[.order]?.count == 1)
    give(String(SampleDocument.invoice.dropLast(3)))
    #expect(decoded.rows[.invoice] == nil)
    give("e>")
    #expect(decoded.rows[.invoice]?.count == 1)
    give("\n")
    for rows in decoder.decode(isLast: true) { decoded.add(rows) }

    #expect(decoded.rejects == [])
    #expect(decoded.places[.invoice]?.first?.line == UInt32(orderLines + 3))
  }

  @Test("A broken one is one reject, and the next is read")
  func nextIsRead() {
    let whole = SampleDocument.invoice
    let broken = [
      // Cut off, with and without a declaration to begin the next.
      String(whole.prefix(700)),
      String(whole.prefix(1200)),
      // Cut off in a tag, in an attribute, in the declaration.
      whole.components(separatedBy: "<b:IssueDate>")[0] + "<b:Iss",
      whole.components(separatedBy: "xmlns:b=")[0] + "xmlns:b=\"urn",
      // Elements that cross, an entity that nobody knows, junk, another kind of document.
      whole.replacing("</a:Party>", with: "</a:Partei>"),
      whole.replacing("R-1", with: "&r1;"),
      "junk, 1 < 2\n",
      SampleDocument.text("Reminder", "<b:ID>1</b:ID>"),
      whole.replacing("<b:ID>R-1", with: "<!DOCTYPE Invoice><b:ID>R-1"),
    ]
    for text in broken {
      let decoded = decode(
        text + whole + SampleDocument.order, DecodingOptions(format: .xml))

      #expect(decoded.rejects.count == 1, "\(decoded.findings)")
      #expect(decoded.rows[.invoice]?.count == 1, "\(text)")
      #expect(decoded.rows[.order]?.count == 1)
    }
  }

  @Test("Every encoding gives the same rows", arguments: [1, 2, 3, 4, 5])
  func encodings(which: Int) throws {
    func document(_ name: String) -> String {
      SampleDocument.text(
        "Order", SampleDocument.orderBody,
        declaration: "<?xml version=\"1.0\" encoding=\"\(name)\"?>")
    }
    let bytes: [UInt8]
    switch which {
    case 1: bytes = [0xEF, 0xBB, 0xBF] + Array(document("utf-8").utf8)
    case 2: bytes = Array(try #require(document("UTF-16").data(using: .utf16)))
    case 3:
      bytes =
        [0xFE, 0xFF]
        + Array(try #require(document("UTF-16").data(using: .utf16BigEndian)))
    case 4: bytes = Array(try #require(document("ISO-8859-1").data(using: .isoLatin1)))
    default: bytes = []
    }
    // Umlauts of GB18030 are other bytes than those of UTF-8, so that one is kept to ASCII.
    let wanted = decode(SampleDocument.order)
    guard which < 5 else {
      #expect(decode(document("GB18030").filter(\.isASCII)).rows[.order] == wanted.rows[.order])
      return
    }

    for cuts in [[], [1], [2, 3, 5]] {
      let decoded = decode(bytes + bytes, cuts: cuts)
      #expect(decoded.rows[.order] == wanted.rows[.order].map { $0 + $0 })
      #expect(decoded.rows[.orderLine] == wanted.rows[.orderLine].map { $0 + $0 })
      #expect(decoded.rejects == [], "\(decoded.findings)")
    }
  }

  @Test("A document of another encoding than it says is rejected as such, with its place")
  func wrongEncoding() throws {
    let bytes = Array(try #require(SampleDocument.order.data(using: .isoLatin1)))

    let decoded = decode(bytes)

    #expect(decoded.rejects == ["F04-encoding@1"])
    let finding = try #require(decoded.findings.first)
    #expect(finding.expected.contains("line 6, column"))
  }

  @Test("A reject names the place within the document")
  func place() throws {
    let broken = SampleDocument.invoice.replacing("</a:OrderReference>", with: "</a:Order>")

    let decoded = decode(SampleDocument.order + broken)

    #expect(decoded.rejects == ["F12-xml@\(orderLines + 1)"])
    let finding = try #require(decoded.findings.first)
    #expect(finding.expected.hasPrefix("well-formed XML, wrong at line 5, column "))
    #expect(finding.found.contains("OrderReference"))
    #expect(decoded.raw.first?.starts(with: Array("<?xml".utf8)) == true)
  }

  @Test("A class that was declared takes only its documents")
  func declared() {
    let options = DecodingOptions(declared: .order)

    let decoded = decode(SampleDocument.order + SampleDocument.invoice, options)

    #expect(decoded.rows[.order]?.count == 1)
    #expect(decoded.rejects == ["F10-class@\(orderLines + 1)"])
  }

  @Test("Every beginning of a document is one reject, and every cut gives the same rows")
  func everyBorder() {
    let bytes = Array(SampleDocument.invoice.utf8)
    let whole = decode(bytes)
    let end = bytes.count - 1
    for border in 1..<end {
      let part = decode(Array(bytes[..<border]), DecodingOptions(format: .xml))
      #expect(part.rejects.count == 1 && part.count == 0, "\(border): \(part.findings)")
      let decoder = FeedDecoder(feed: 0, name: "feed", options: DecodingOptions())
      var decoded = Decoded()
      for piece in [bytes[..<border], bytes[border...]] {
        Array(piece).withUnsafeBytes { decoder.fill($0) }
        for rows in decoder.decode() { decoded.add(rows) }
      }
      for rows in decoder.decode(isLast: true) { decoded.add(rows) }
      #expect(decoded == whole, "\(border)")
    }
  }
}
