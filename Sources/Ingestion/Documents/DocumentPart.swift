import Commerce

/// The values of a document's head or of one of its lines, by the names of their sources.
struct DocumentPart {
  let text: DocumentText
  let sources: [UBLSource]
  /// Index of the line; `nil` for the head.
  let line: Int?

  init(_ text: DocumentText, _ sources: [UBLSource], line: Int? = nil) {
    (self.text, self.sources, self.line) = (text, sources, line)
  }

  /// The bytes of a value; `nil` where it is absent.
  func bytes(_ name: String) -> UnsafeRawBufferPointer? { value(name).map { text.text($0) } }

  /// The attribute of a value; `nil` where the value or the attribute is absent.
  func attribute(_ name: String) -> UnsafeRawBufferPointer? {
    value(name).map { text.attribute($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func value(_ name: String) -> DocumentText.Value? {
    sources.firstIndex { $0.name == name }.flatMap { text.value($0, line: line) }
  }

  /// The number that a value is, exactly; `nil` where it is absent.
  func number(_ name: String) throws(DocumentFault) -> ExactDecimal? {
    guard let bytes = bytes(name) else { return nil }
    return try number(bytes, name)
  }

  private func number(
    _ bytes: UnsafeRawBufferPointer, _ name: String
  ) throws(DocumentFault) -> ExactDecimal {
    // Numbers within the range of money can be added without care.
    guard let number = DecimalText(bytes)?.decimal,
      number.units.magnitude <= UInt128(Int64.max) * 1_000_000_000
    else {
      throw DocumentFault(rule: .number, field: name, bytes, expected: ValueKind.money.expected)
    }
    return number
  }

  /// Allowances and charges, each in all.
  func allowancesAndCharges() throws(DocumentFault) -> (
    allowances: ExactDecimal, charges: ExactDecimal, count: Int
  ) {
    let name = "allowances and charges"
    var sums = (allowances: ExactDecimal(units: 0), charges: ExactDecimal(units: 0), count: 0)
    guard let source = sources.firstIndex(where: { $0.name == name }) else { return sums }
    var isCharge = false
    for value in text.values(source, line: line) {
      let bytes = text.text(value)
      if value.rank == 0 {
        isCharge = CellReading.boolean(bytes).cell == 1
        continue
      }
      let amount = try number(bytes, name)
      if isCharge {
        sums.charges = sums.charges + amount
      } else {
        sums.allowances = sums.allowances + amount
      }
      sums.count += 1
    }
    return sums
  }

  /// The tax totals, one for each kind or currency.
  func taxTotals() throws(DocumentFault) -> [TaxTotal] {
    guard let source = sources.firstIndex(where: { $0.name == "taxes" }) else { return [] }
    var totals: [TaxTotal] = []
    var taxable: ExactDecimal?
    for value in text.values(source, line: line) {
      let number = try number(text.text(value), "tax")
      if value.rank == 0 || totals.isEmpty { totals.append(TaxTotal()) }
      let last = totals.count - 1
      switch value.rank {
      case 0:
        totals[last].amount = number
        totals[last].currency = Array(text.attribute(value))
      case 1: taxable = number
      case 2:
        totals[last].parts.append(TaxTotal.Part(taxable: taxable, tax: number))
        taxable = nil
      default:
        let part = totals[last].parts.count - 1
        if part >= 0 { totals[last].parts[part].percent = number }
      }
    }
    return totals
  }
}

/// What a document says of one tax.
struct TaxTotal {
  /// The part of one rate.
  struct Part {
    var taxable: ExactDecimal?
    var tax: ExactDecimal
    var percent: ExactDecimal?
  }

  var amount: ExactDecimal?
  var currency: [UInt8] = []
  var parts: [Part] = []
}

/// What is wrong with a value of a document.
struct DocumentFault: Error {
  var rule: Rule
  var field: String
  var expected: String
  var found: String

  init(rule: Rule, field: String, _ bytes: UnsafeRawBufferPointer, expected: String) {
    (self.rule, self.field, self.expected) = (rule, field, expected)
    found = bytes.baseAddress.map { shownText($0, 0, bytes.count) } ?? ""
  }

  init(missing field: String) {
    (rule, self.field, expected, found) = (.required, field, "a value", "")
  }
}
