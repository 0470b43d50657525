package import Commerce

/// A kind of UBL 2 document that is read: its root element, the class of its records, and where their
/// fields stand.
package struct UBLDocument: Sendable {
  /// The root's name, without a prefix: `CreditNote`.
  package let root: String
  /// The class of the record that the document is; for a catalogue that of each line.
  package let recordClass: RecordClass
  package let sources: [UBLSource]
  /// The element of a line; `nil` where lines are not read.
  package let lineElement: String?
  /// The class of a line's record.
  package let lineClass: RecordClass?
  package let lineSources: [UBLSource]

  init(
    _ root: String, _ recordClass: RecordClass, _ sources: [UBLSource],
    lines: (element: String, recordClass: RecordClass, sources: [UBLSource])? = nil
  ) {
    self.root = root
    self.recordClass = recordClass
    self.sources = sources
    lineElement = lines?.element
    lineClass = lines?.recordClass
    lineSources = lines?.sources ?? []
  }

  /// All that are read, in the order of the reference page.
  package static let all = [order, invoice, creditNote, despatchAdvice, waybill, catalogue]

  /// Their names, as findings list them.
  static let names = all.map(\.root).joined(separator: ", ")

  private static let prefix = "urn:oasis:names:specification:ubl:schema:xsd:"
  /// Namespaces, a NUL behind them.
  static let aggregates = Array((prefix + "CommonAggregateComponents-2\0").utf8)
  static let basics = Array((prefix + "CommonBasicComponents-2\0").utf8)
  /// The namespace of the root.
  var namespace: [UInt8] { Array((UBLDocument.prefix + root + "-2\0").utf8) }

  /// Whether a root of this name, with or without a prefix, is that of a document that is read.
  static func isKnown(root name: [UInt8]) -> Bool {
    let local = name.split(separator: UInt8(ascii: ":"), maxSplits: 1).last ?? []
    return all.contains { $0.root.utf8.elementsEqual(local) }
  }
}

/// Where one value of a document stands.
package struct UBLSource: Sendable {
  /// How the text becomes a field's value.
  package enum Form: Sendable {
    /// As it is.
    case text
    /// A credit code, or `foreign:` before it.
    case party
    /// A date, with the time that stands beside it.
    case time
    /// Kilograms, by the `unitCode` of the element.
    case weight
    /// Cubic centimetres, by the `unitCode` of the element.
    case volume
    /// An amount, if its `currencyID` is CNY: the class has no currency.
    case yuan
    /// A GTIN, by the `schemeID` of the element or its digits.
    case itemNumber
    /// Something that other values are worked out from.
    case part
    /// Every one of several is kept, in their order.
    case parts
  }

  /// The field of the class, or a name of its own for what is no field by itself.
  package let name: String
  package let form: Form
  /// Names of elements from the document's or line's on, the last a basic component and the others
  /// aggregates: `OrderReference/ID`; those given first come first.
  package let paths: [String]

  init(_ name: String, _ paths: String..., form: Form = .text) {
    self.init(name, paths, form: form)
  }

  init(_ name: String, _ paths: [String], form: Form = .text) {
    (self.name, self.form, self.paths) = (name, form, paths)
  }

  /// Who a party is: its identifier, else its name.
  static func party(_ name: String, _ parties: String..., form: Form = .text) -> UBLSource {
    let paths = parties.flatMap { party in
      [
        "PartyIdentification/ID", "EndpointID", "PartyLegalEntity/CompanyID",
        "PartyTaxScheme/CompanyID", "PartyName/Name", "PartyLegalEntity/RegistrationName",
      ].map { party + "/" + $0 }
    }
    return UBLSource(name, paths, form: form)
  }

  /// What a party is called: its name, else its identifier.
  static func partyName(_ name: String, _ parties: String...) -> UBLSource {
    let paths = parties.flatMap { party in
      ["PartyName/Name", "PartyLegalEntity/RegistrationName", "PartyIdentification/ID"]
        .map { party + "/" + $0 }
    }
    return UBLSource(name, paths)
  }

  /// The attribute that is read with the element.
  var attribute: String? {
    switch form {
    case .weight, .volume: "unitCode"
    case .yuan, .parts, .part: "currencyID"
    case .itemNumber: "schemeID"
    case .text, .party, .time: nil
    }
  }

  /// The path of the time that belongs to a path of a date.
  static func timePath(_ path: String) -> String? {
    path.hasSuffix("Date") ? path.dropLast(4) + "Time" : nil
  }
}
