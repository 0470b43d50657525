import Commerce

/// One record of a document before it is written: texts of fields, as a row of CSV would have them.
struct DocumentRecord {
  let recordClass: RecordClass
  private(set) var cells: [(field: Int, text: [UInt8])] = []
  private(set) var flags: [(field: Int, rule: Rule)] = []

  /// Takes over the values that need no working out.
  init(_ recordClass: RecordClass, _ parts: DocumentPart...) {
    self.recordClass = recordClass
    for part in parts {
      for source in part.sources where !has(source.name) {
        if let text = part.cell(source) { set(source.name, text) }
      }
    }
  }

  func has(_ name: String) -> Bool {
    let field = recordClass.schema.index(of: name)
    return cells.contains { $0.field == field }
  }

  func text(_ name: String) -> [UInt8]? {
    let field = recordClass.schema.index(of: name)
    return cells.first { $0.field == field }?.text
  }

  /// Sets a field; names that are no field of the class, and absent values, are passed over.
  mutating func set(_ name: String, _ text: [UInt8]?) {
    guard let text, !text.isEmpty, let field = recordClass.schema.index(of: name) else { return }
    cells.append((field, text))
  }

  mutating func set(_ name: String, _ number: ExactDecimal?) {
    set(name, number.map { Array($0.description.utf8) })
  }

  /// Notes a rule that the record breaks, once.
  mutating func flag(_ name: String, _ rule: Rule) {
    let field = recordClass.schema[name]
    guard !flags.contains(where: { $0.field == field && $0.rule == rule }) else { return }
    flags.append((field, rule))
  }

  /// Whether the seller is not foreign and the amounts are in yuan.
  var isDomestic: Bool {
    let isForeign = text("seller")?.withUnsafeBytes(PartyCode.isForeign) ?? false
    return !isForeign && (text("currency") ?? Array("CNY".utf8)) == Array("CNY".utf8)
  }
}

extension DocumentPart {
  /// The text of a field as its source's form makes it; `nil` where it is absent, or worked out from
  /// several values.
  fileprivate func cell(_ source: UBLSource) -> [UInt8]? {
    switch source.form {
    case .part, .parts: nil
    case .text: bytes(source.name).map(Array.init)
    case .party: bytes(source.name).map(partyCode)
    case .time: time(source)
    case .weight: measure(source.name, powers: ["KGM": 0, "GRM": -3, "TNE": 3])
    case .volume: measure(source.name, powers: ["MTQ": 6, "DMQ": 3, "LTR": 3, "CMQ": 0])
    case .yuan: isAttribute(source.name, "CNY") ? bytes(source.name).map(Array.init) : nil
    case .itemNumber: bytes(source.name).flatMap { itemNumber($0, source.name) }
    }
  }

  private func isAttribute(_ name: String, _ word: String) -> Bool {
    attribute(name)?.elementsEqual(word.utf8) ?? false
  }

  /// A date and the time beside it as one text; a zone may stand behind either.
  private func time(_ source: UBLSource) -> [UInt8]? {
    guard let index = sources.firstIndex(where: { $0.name == source.name }),
      let date = text.value(index, line: line, step: 2)
    else { return nil }
    let day = Array(text.text(date))
    let clock = text.value(index, rank: date.rank + 1, line: line).map { Array(text.text($0)) }
    guard day.count > 10 || clock != nil else { return day }
    let zone = day.dropFirst(10)
    let time = clock ?? Array("00:00:00".utf8)
    let hasZone =
      time.contains { $0 | 0x20 == UInt8(ascii: "z") || $0 == UInt8(ascii: "+") }
      || time.contains(UInt8(ascii: "-"))
    return Array(day.prefix(10)) + [UInt8(ascii: "T")] + time + (hasZone ? [] : Array(zone))
  }

  /// A measure in another unit: its decimal point moved; `nil` for units that are not known.
  private func measure(_ name: String, powers: [String: Int]) -> [UInt8]? {
    guard let bytes = bytes(name), let unit = attribute(name),
      let power = powers[String(decoding: unit, as: UTF8.self)]
    else { return nil }
    guard power != 0, let number = DecimalText(bytes)?.decimal else { return Array(bytes) }
    var factor = ExactDecimal(tenThousandths: 10_000)
    for _ in 0..<abs(power) { factor = ExactDecimal(units: factor.units * 10) }
    let moved = power > 0 ? number.times(factor) : number.divided(by: factor)
    return moved.map { Array($0.description.utf8) } ?? Array(bytes)
  }

  /// A GTIN by its scheme, or where no scheme is named by its digits.
  private func itemNumber(_ bytes: UnsafeRawBufferPointer, _ name: String) -> [UInt8]? {
    if let scheme = attribute(name) {
      let known = ["GTIN", "EAN", "EAN13", "0160", "GTIN-13", "GTIN-14"]
      return known.contains(String(decoding: scheme, as: UTF8.self)) ? Array(bytes) : nil
    }
    let isNumber = bytes.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    return isNumber && [8, 12, 13, 14].contains(bytes.count) ? Array(bytes) : nil
  }
}

/// Who a party is to other records: a credit code as it stands, any other identifier or a name as that
/// of a foreign party.
private func partyCode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
  let isCode = CreditCode.judge(bytes).isValid
  let isForm = !PartyCode.isCreditCode(bytes)
  return isCode || isForm ? Array(bytes) : Array("foreign:".utf8) + Array(bytes)
}
