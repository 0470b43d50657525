import Foundation
import TestSupport
import Testing

/// The example documents of the OASIS technical committee, which lie beside the checkout, against what
/// Python's ElementTree finds in them.
@Suite("The examples of UBL agree with their reference answers")
struct ExampleDocumentTests {
  private static let hasData = sharedData("ubl_oasis/expected.json") != nil

  @Test("Each example is a record with its amounts, or named as not read", .enabled(if: hasData))
  func examples() throws {
    let folder = try #require(sharedData("ubl_oasis"))
    let expected = try ExampleFacts.all(folder.appending(path: "expected.json"))
    #expect(expected.count >= 25)

    for (name, facts) in expected {
      let file = folder.appending(path: name).path
      guard let recordClass = facts.recordClass else {
        let check = try runTradewatch(["check", file, "--quiet", "--limit", "5"])
        #expect(check.output.contains("rejected  F10-class  1 "), "\(name)")
        #expect(check.output.contains("found '\(facts.root) of "), "\(name)")
        continue
      }
      let record = try #require(try records(recordClass, file).first, "\(name)")
      facts.compare(record, text: try String(contentsOfFile: file, encoding: .utf8), name)
      if let lineClass = facts.lineClass {
        #expect(try records(lineClass, file).count == facts.lines, "\(name)")
      }
    }
  }

  @Test("Order, despatch advice and invoice of the small example are linked", .enabled(if: hasData))
  func chain() throws {
    let folder = try #require(sharedData("ubl_oasis")).path
    let files = ["Order", "DespatchAdvice", "Invoice"].map { "\(folder)/UBL-\($0)-2.0-Example.xml" }

    let answer = try runTradewatch(
      ["query", "order"] + files + [
        "--measure", "count()", "--measure", "sum(amount)", "--by", "invoiced", "--by",
        "waybill_count", "--format", "csv", "--quiet",
      ])

    #expect(answer.output.hasSuffix("\n107.50,1,1,100.00\n"), "\(answer.output)")
  }

  /// The live records of a class, each its fields by name.
  private func records(_ recordClass: String, _ file: String) throws -> [[String: String]] {
    let outcome = try runTradewatch(["records", recordClass, file, "--quiet", "--format", "json"])
    let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let table = try #require(answer as? [String: Any])
    let names = (table["columns"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    return (table["rows"] as? [[Any]] ?? []).map { row in
      let given = zip(names, row).filter { !($0.1 is NSNull) }
      return Dictionary(given.map { ($0, "\($1)") }) { first, _ in first }
    }
  }
}

/// What is known of one example.
private struct ExampleFacts {
  let root: String
  let id: String
  let date: String
  let payable: String?
  let currency: String?
  let tax: [String]
  let lines: Int
  let orders: [String]
  let supplier: String?

  static func all(_ file: URL) throws -> [(String, ExampleFacts)] {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let entries = try #require(object as? [String: [String: Any]])
    return entries.compactMap { path, values in
      let name = String(path.split(separator: "/").last ?? "")
      let document = file.deletingLastPathComponent().appending(path: name)
      guard FileManager.default.fileExists(atPath: document.path) else { return nil }
      return (name, ExampleFacts(values))
    }.sorted { $0.0 < $1.0 }
  }

  private init(_ values: [String: Any]) {
    func text(_ key: String) -> String? { values[key] as? String }
    root = text("root") ?? ""
    id = text("id") ?? ""
    date = text("issue_date") ?? ""
    (payable, currency, supplier) = (text("payable"), text("currency"), text("supplier"))
    tax = values["tax"] as? [String] ?? []
    lines = values["lines"] as? Int ?? 0
    orders = values["order_refs"] as? [String] ?? []
  }

  var recordClass: String? {
    switch root {
    case "Order": "order"
    case "Invoice", "CreditNote": "invoice"
    case "DespatchAdvice", "Waybill": "waybill"
    default: nil
    }
  }

  var lineClass: String? {
    switch root {
    case "Order": "order_line"
    case "Invoice", "CreditNote": "invoice_line"
    default: nil
    }
  }

  func compare(_ record: [String: String], text: String, _ name: String) {
    #expect(record["order_id"] == id || record["number"] == id, "\(name)")
    let time = record["placed_at"] ?? record["issued_at"] ?? record["collected_at"]
    #expect(time?.hasPrefix(date) == true, "\(name)")
    #expect(record["currency"] == currency || root == "Waybill", "\(name)")
    if recordClass != "order" { #expect(record["order_id"] == orders.first, "\(name)") }
    let sign: Decimal = root == "CreditNote" ? -1 : 1
    if recordClass == "invoice" {
      let taxes = tax.compactMap { Decimal(string: $0) }
      #expect(amount(record["tax"]) ?? 0 == taxes.reduce(0, +) * sign, "\(name)")
    }
    if let payable {
      // Where some was paid before, the total is not what is still to be paid.
      let total = text.firstMatch(of: /TaxInclusiveAmount[^>]*>([0-9.]+)</).map { String($0.1) }
      let found = amount(record["amount"] ?? record["gross"])
      #expect(found == Decimal(string: total ?? payable).map { $0 * sign }, "\(name)")
    }
    comparePartner(record, text: text, name)
  }

  /// The seller stands in the document beside the supplier's name, or is that name.
  private func comparePartner(_ record: [String: String], text: String, _ name: String) {
    guard let supplier, let seller = record["seller"] ?? record["shipper"] else { return }
    let identifier = seller.dropFirst("foreign:".count)
    #expect(seller.hasPrefix("foreign:"), "\(name)")
    let parties = text.components(separatedBy: "SupplierParty").filter {
      $0.contains(">\(supplier)<")
    }
    #expect(parties.contains { $0.contains(">\(identifier)<") }, "\(name): \(seller)")
  }

  private func amount(_ text: String?) -> Decimal? { text.flatMap { Decimal(string: $0) } }
}
