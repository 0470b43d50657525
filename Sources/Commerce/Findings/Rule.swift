/// A rule that a row or a record can break.
///
/// The ids are a contract: they stand in outputs.
public enum Rule: UInt8, CaseIterable, Hashable, Sendable {
  case quote
  case fields
  case json
  case encoding
  case nul
  case long
  case required
  case number
  case time
  case recordClass
  case version
  case xml
  case creditCode
  case legacyNumber
  case invoiceNumber
  case itemNumber
  case waybillNumber
  case taxCode
  case division
  case industry
  case enumeration
  case timeOrder
  case range
  case line
  case tax
  case rate
  case duplicate
  case conflict
  case unknownOrder
  case unknownEnterprise
  case unknownCommodity
  case unknownContract
  case ambiguous
  case flowsConflict

  /// The id in outputs: `V01-credit-code`.
  public var id: String { Rule.facts[Int(rawValue)].id }
  public var severity: Severity { Rule.facts[Int(rawValue)].severity }
  /// What is wrong, in a few words: `check digit, length or letter of a credit code`.
  public var summary: String { Rule.facts[Int(rawValue)].summary }

  public init?(id: String) {
    guard let rule = Rule.allCases.first(where: { $0.id == id }) else { return nil }
    self = rule
  }

  /// Whether a row that breaks the rule goes into the quarantine.
  public var rejects: Bool { severity == .rejected }

  private struct Facts {
    let id: String
    let severity: Severity
    let summary: String

    init(_ id: String, _ severity: Severity, _ summary: String) {
      self.id = id
      self.severity = severity
      self.summary = summary
    }
  }

  private static let facts: [Facts] = [
    Facts("F01-quote", .rejected, "a quote is never closed"),
    Facts("F02-fields", .rejected, "more or fewer fields than the header"),
    Facts("F03-json", .rejected, "the line is not one JSON object"),
    Facts("F04-encoding", .rejected, "bytes that are not UTF-8"),
    Facts("F05-nul", .rejected, "a NUL byte"),
    Facts("F06-long", .rejected, "the row is longer than --max-row-bytes"),
    Facts("F07-required", .rejected, "a required field is empty"),
    Facts("F08-number", .rejected, "a number cannot be read"),
    Facts("F09-time", .rejected, "a time cannot be read"),
    Facts("F10-class", .rejected, "the class of the record cannot be told"),
    Facts("F11-version", .rejected, "an unknown op, or a version below 1"),
    Facts("F12-xml", .rejected, "the document is not well-formed XML, or goes beyond its bounds"),
    Facts("V01-credit-code", .error, "credit code: length, letters or check digits"),
    Facts("V01-legacy-number", .warning, "15-digit registration number: form or check digit"),
    Facts("V01-invoice-number", .error, "invoice number or code: form"),
    Facts("V01-item-number", .error, "GTIN: length or check digit"),
    Facts("V01-waybill-number", .error, "postal item number (S10): check digit"),
    Facts("V01-tax-code", .error, "goods-and-services tax code: 19 digits"),
    Facts("V01-division", .warning, "division: form, or not in the tables"),
    Facts("V01-industry", .warning, "industry code: not of GB/T 4754's form"),
    Facts("V02-enumeration", .error, "a word that the field does not know"),
    Facts("V02-time-order", .error, "times out of order"),
    Facts("V02-range", .error, "a quantity or amount out of range or with too many decimals"),
    Facts("V03-line", .error, "quantity × price − discount is not the amount"),
    Facts("V03-tax", .error, "net + tax is not gross, or tax is not net × rate"),
    Facts("V03-rate", .warning, "a VAT rate that was not in force on the day"),
    Facts("V04-duplicate", .warning, "the same record again: counted once"),
    Facts("V04-conflict", .error, "the same key with other content: the first stays"),
    Facts("V05-order", .warning, "names an order that is not there"),
    Facts("V05-enterprise", .warning, "names an enterprise that is not there"),
    Facts("V05-commodity", .warning, "names a commodity that is not there"),
    Facts("V05-contract", .warning, "names a contract that is not there"),
    Facts("V05-ambiguous", .warning, "names an order id that several platforms use"),
    Facts("T01-conflict", .error, "goods, invoice, contract and funds of an order disagree"),
  ]
}
