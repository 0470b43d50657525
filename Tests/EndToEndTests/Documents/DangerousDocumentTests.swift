import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Dangerous documents, given to the program")
struct DangerousDocumentTests {
  /// Megabytes that the program may take.
  private static let mostMegabytes = 256
  /// Prints the root's tag.
  private static let opening = {
    let space = "urn:oasis:names:specification:ubl:schema:xsd:"
    return "printf '<Invoice xmlns=\"\(space)Invoice-2\" "
      + "xmlns:a=\"\(space)CommonAggregateComponents-2\">'"
  }()

  @Test("Nothing that a document names is opened or connected to")
  func nothingOutside() throws {
    let listener = try #require(LocalListener())
    try withFeeds([:]) { folder in
      // Whoever opened the FIFO would wait for a writer, and never end.
      let fifo = folder.appending(path: "secret").path
      try #require(mkfifo(fifo, 0o600) == 0)
      let places = [
        "file://\(fifo)", fifo, "http://127.0.0.1:\(listener.port)/a",
        "ftp://127.0.0.1:\(listener.port)/a",
      ]
      for (index, place) in places.enumerated() {
        let texts = [
          Self.invoice(subset: "[<!ENTITY x SYSTEM \"\(place)\">]", number: "&x;"),
          Self.invoice(subset: "[<!ENTITY % x SYSTEM \"\(place)\"> %x;]", number: "1"),
          Self.invoice(subset: "SYSTEM \"\(place)\"", number: "1"),
          Self.invoice(
            subset: nil,
            number: "<i:include xmlns:i='http://www.w3.org/2001/XInclude' "
              + "href='\(place)' parse='text'/>"),
          "<?xml-stylesheet href=\"\(place)\"?>" + Self.invoice(subset: nil, number: "ok"),
        ]
        for (kind, text) in texts.enumerated() {
          let file = folder.appending(path: "\(index)-\(kind).xml")
          try Data(text.utf8).write(to: file)
        }
      }

      let outcome = try runShellLine("timeout 60 tradewatch check . --quiet --limit 99", in: folder)

      #expect(outcome.status == 1)
      #expect(outcome.output.contains("rejected  F12-xml  12 "))
      #expect(outcome.output.contains("rejected  F07-required  4 "))
      #expect(outcome.errors == "")
    }
    #expect(!listener.wasCalled)
  }

  @Test(
    "Memory stays below 256 MiB, one finding comes of it, and the other feed is read",
    arguments: [
      // 1 GiB of text in one element, of one attribute, of one comment.
      (
        "printf '<Invoice><a>'; head -c 1073741824 /dev/zero | tr '\\0' a; printf '</a></Invoice>'",
        "F06-long"
      ),
      (
        "printf '<Invoice a=\"'; head -c 1073741824 /dev/zero | tr '\\0' a; printf '\"/>'",
        "F06-long"
      ),
      (
        "printf '<!--'; head -c 1073741824 /dev/zero | tr '\\0' '<'; printf -- '--><a/>'",
        "F06-long"
      ),
      (
        "\(opening); head -c 5000000 /dev/zero | tr '\\0' 'x' | sed 's/x/<x>/g'", "F12-xml"
      ),
      (
        "\(opening); yes '<a>' | head -n 100000; yes '</a>' | head -n 100000; printf '</Invoice>'",
        "F12-xml"
      ),
      (
        "printf '<Invoice>'; seq 1000000 1999999 | sed 's|.*|<a&/>|'; printf '</Invoice>'",
        "F10-class"
      ),
      (
        "\(opening); seq 1000000 1999999 | sed 's|.*|<b&/>|'; printf '</Invoice>'", "F12-xml"
      ),
      (
        "\(opening); yes '<a:InvoiceLine/>' | head -n 900000; printf '</Invoice>'", "F07-required"
      ),
    ])
  func memory(command: String, rule: String) throws {
    try withFeeds(["order.xml": Self.order]) { folder in
      let order = folder.appending(path: "order.xml").path
      let outcome = try MeasuredRun(["check", "-", order, "--quiet"], fedBy: command, in: folder)

      #expect(outcome.output.contains("rejected  \(rule)  1 "), "\(outcome.output)")
      #expect(outcome.output.contains("order.xml  order  "))
      #expect(outcome.peakMegabytes < Self.mostMegabytes, "\(outcome.peakMegabytes) MiB")
    }
  }

  private static func invoice(subset: String?, number: String) -> String {
    """
    \(subset.map { "<!DOCTYPE Invoice \($0)>" } ?? "")
    <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
      xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
      xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
    <b:ID>\(number)</b:ID><b:IssueDate>2026-01-02</b:IssueDate>
    <a:AccountingSupplierParty><a:Party><a:PartyName><b:Name>S</b:Name></a:PartyName></a:Party>
    </a:AccountingSupplierParty><a:LegalMonetaryTotal><b:PayableAmount>1</b:PayableAmount>
    </a:LegalMonetaryTotal></Invoice>
    """
  }

  private static let order = invoice(subset: nil, number: "PO")
    .replacing("Invoice", with: "Order").replacing("AccountingSupplier", with: "SellerSupplier")
    .replacing("LegalMonetary", with: "AnticipatedMonetary")
}

/// A port of this machine at which somebody may call.
private final class LocalListener {
  let port: UInt16
  private let descriptor: Int32

  init?() {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = self.descriptor
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isBound else { return nil }
  }

  deinit { close(descriptor) }

  var wasCalled: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }
}
