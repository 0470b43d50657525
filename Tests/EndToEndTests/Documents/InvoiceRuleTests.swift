import Foundation
import TestSupport
import Testing

/// The unit tests of EN 16931 for UBL invoices, which lie beside the checkout: each case is judged on
/// its one rule.
///
/// A case is a part of an invoice. What a record must have and the case has not is added.
@Suite("Rules of EN 16931")
struct InvoiceRuleTests {
  private static let folder = sharedData("en16931/test/Invoice-unit-UBL")

  /// Whether a finding is wanted where the case breaks its rule.
  private static let findings = [
    "BR-02": "F07-required:number", "BR-03": "F07-required:issued_at",
    "BR-06": "F07-required:seller", "BR-14": "F07-required:gross", "BR-15": "F07-required:gross",
    "BR-CO-10": "V03-line", "BR-CO-11": "V03-line", "BR-CO-12": "V03-line",
    "BR-CO-13": "V03-line", "BR-CO-14": "V03-tax", "BR-CO-15": "V03-tax", "BR-CO-16": "V03-tax",
    "BR-CO-17": "V03-tax",
  ]

  @Test(
    "Every case of a rule that is ours is found or passed as it says", .enabled(if: folder != nil))
  func rules() throws {
    let cases = try InvoiceCase.all(in: try #require(Self.folder))
      .filter { Self.findings[$0.rule] != nil }
    let files = Dictionary(uniqueKeysWithValues: cases.map { ("\($0.name).xml", $0.document) })
    let found = try withFeeds(files) { folder in
      try findings(
        of: runTradewatch(["check", folder.path, "--format", "json", "--limit", "9999"]))
    }

    #expect(cases.count == 92)
    var differences: [String] = []
    for one in cases {
      let wanted = Self.findings[one.rule] ?? ""
      let isFound = found[one.name, default: []].contains { $0.hasPrefix(wanted) }
      if isFound != one.isBroken { differences.append(one.name) }
    }
    #expect(differences == [])
  }

  /// By case, what was found: rule and field.
  private func findings(of outcome: Outcome) throws -> [String: [String]] {
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(object as? [String: Any])
    var found: [String: [String]] = [:]
    for rule in report["findings"] as? [[String: Any]] ?? [] {
      for example in rule["examples"] as? [[String: Any]] ?? [] {
        let feed = URL(filePath: example["feed"] as? String ?? "")
        found[feed.deletingPathExtension().lastPathComponent, default: []].append(
          "\(rule["rule"] ?? ""):\(example["field"] ?? "")")
      }
    }
    return found
  }
}

/// One case: an invoice, and whether it breaks the rule.
private struct InvoiceCase {
  let rule: String
  let name: String
  let isBroken: Bool
  let document: String

  static func all(in folder: URL) throws -> [InvoiceCase] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { file in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        .replacing(/<!--[\s\S]*?-->/, with: "")
      let name = String(file.dropLast(4))
      return text.components(separatedBy: "<test").enumerated().compactMap { index, part in
        InvoiceCase(part, rule: name.replacing(/-2$/, with: ""), name: "\(name)_\(index)")
      }
    }
  }

  private init?(_ text: String, rule: String, name: String) {
    guard let start = text.range(of: "<Invoice"), let close = text.range(of: "</Invoice>"),
      let head = text[start.upperBound...].firstIndex(of: ">")
    else { return nil }
    (self.rule, self.name) = (rule, name)
    isBroken = text.contains("<error>")
    let body = String(text[text.index(after: head)..<close.lowerBound])
    document =
      text[start.lowerBound...head] + InvoiceCase.head(rule, name) + body
      + InvoiceCase.total(rule, body) + "</Invoice>"
  }

  /// The head's elements that a record needs, but the one that the rule is about.
  private static func head(_ rule: String, _ name: String) -> String {
    let number = "<cbc:ID>\(name)</cbc:ID>"
    let date = "<cbc:IssueDate>2026-01-02</cbc:IssueDate>"
    let seller = """
      <cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>S</cbc:Name></cac:PartyName>
      </cac:Party></cac:AccountingSupplierParty>
      """
    return [("BR-02", number), ("BR-03", date), ("BR-06", seller)]
      .filter { $0.0 != rule }.map(\.1).joined()
  }

  private static func total(_ rule: String, _ body: String) -> String {
    let isThere = body.contains("PayableAmount") || body.contains("TaxInclusiveAmount")
    guard !isThere, rule != "BR-14", rule != "BR-15" else { return "" }
    return
      "<cac:LegalMonetaryTotal><cbc:PayableAmount>1</cbc:PayableAmount></cac:LegalMonetaryTotal>"
  }
}
