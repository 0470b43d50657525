import Commerce
import Statistics

extension Library {
  /// The reader of a dimension.
  func reader(of dimension: Dimension) -> DimensionReader {
    switch dimension.source {
    case .field(let field):
      return recordField(dimension, field).type.isText
        ? CodeReader(dimension, field: field, library: self)
        : NumberReader(dimension, field: field, library: self)
    case .derived(let derived): return derivedReader(dimension, derived)
    }
  }

  private func recordField(_ dimension: Dimension, _ field: Int) -> Field {
    dimension.recordClass.schema.fields[field]
  }

  private func derivedReader(
    _ dimension: Dimension, _ derived: DerivedDimension
  ) -> DimensionReader {
    let schema = dimension.recordClass.schema
    switch derived {
    case .province: return placeReader(dimension, digits: 2)
    case .city: return placeReader(dimension, digits: 4)
    case .county: return placeReader(dimension, digits: 6)
    case .sellerProvince: return sellerProvinceReader(dimension, field: schema["seller"])
    case .originProvince:
      let field = schema[dimension.recordClass == .order ? "ship_from" : "origin"]
      let dictionary = dictionary(dimension.recordClass, field: field)
      return DerivedCodeReader(dimension, field: field, library: self) {
        leadingDigits(dictionary.key($0), count: 2)
      }
    case .rural: return ruralReader(dimension)
    case .calendar(let unit):
      return CalendarReader(dimension, unit: unit, field: schema.eventTime ?? 0, library: self)
    case .industrySection:
      let field = schema["industry"]
      let dictionary = dictionary(dimension.recordClass, field: field)
      return DerivedCodeReader(dimension, field: field, library: self) {
        industrySection(dictionary.key($0))
      }
    case .deliveryHours:
      return DurationReader(
        dimension, from: schema["collected_at"], to: schema["signed_at"], library: self)
    case .flows: return FlowsReader(dimension, links: orderLinks)
    case .invoiced, .invoiceDifference, .invoiceCount, .waybillCount, .contractValue, .matched,
      .isFlagged, .findings, .isDuplicate:
      return RowReader(dimension, cell: rowCell(derived, of: self[dimension.recordClass]))
    }
  }

  /// What the links, findings or status of a row say.
  private func rowCell(_ derived: DerivedDimension, of table: Table) -> (Int) -> Int64 {
    let links = orderLinks
    switch derived {
    case .invoiced: return { links.invoiced($0)?.units ?? Cell.absent }
    case .invoiceDifference: return { links.invoiceDifference($0)?.units ?? Cell.absent }
    case .invoiceCount: return { links.invoiceCount($0).map(Int64.init) ?? Cell.absent }
    case .waybillCount: return { links.waybillCount($0).map(Int64.init) ?? Cell.absent }
    case .contractValue: return { links.contractValue($0)?.units ?? Cell.absent }
    case .matched: return { links.isMatched($0) ? 1 : 0 }
    case .isFlagged: return { table.findingCounts[$0] > 0 ? 1 : 0 }
    case .findings: return { Int64(table.findingCounts[$0]) }
    default: return { table.isRepeated($0) ? 1 : 0 }
    }
  }

  private func placeReader(_ dimension: Dimension, digits: Int) -> DimensionReader {
    guard let source = DivisionSource(dimension.recordClass) else {
      return DimensionReader(dimension)
    }
    switch source {
    case .field(let field):
      let dictionary = dictionary(dimension.recordClass, field: field)
      return DerivedCodeReader(dimension, field: field, library: self) {
        leadingDigits(dictionary.key($0), count: digits)
      }
    case .enterprise(let field):
      let text = enterpriseText("division")
      return DerivedCodeReader(
        dimension, field: field, library: self, enterprises: self[.enterprise]
      ) { text($0).map { leadingDigits($0, count: digits) } ?? Cell.absent }
    }
  }

  /// The division of the seller's enterprise record, else digits 3 and 4 of the seller's code.
  private func sellerProvinceReader(_ dimension: Dimension, field: Int) -> DimensionReader {
    let text = enterpriseText("division")
    let dictionary = dictionary(dimension.recordClass, field: field)
    return DerivedCodeReader(
      dimension, field: field, library: self, enterprises: self[.enterprise]
    ) { code in
      let ofRecord = text(code).map { leadingDigits($0, count: 2) } ?? Cell.absent
      guard ofRecord == Cell.absent else { return ofRecord }
      let creditCode = dictionary.key(code)
      return creditCode.count == 18 ? leadingDigits(creditCode, from: 2, count: 2) : Cell.absent
    }
  }

  /// From the urban-rural class (1 first is urban, 2 rural), known only where an enterprise gives it.
  private func ruralReader(_ dimension: Dimension) -> DimensionReader {
    if dimension.recordClass == .enterprise {
      let field = dimension.recordClass.schema["urban_rural"]
      let dictionary = dictionary(dimension.recordClass, field: field)
      return DerivedCodeReader(dimension, field: field, library: self) {
        isRural(dictionary.key($0))
      }
    }
    guard case .enterprise(let field)? = DivisionSource(dimension.recordClass) else {
      return DimensionReader(dimension)
    }
    let text = enterpriseText("urban_rural")
    return DerivedCodeReader(
      dimension, field: field, library: self, enterprises: self[.enterprise]
    ) { text($0).map(isRural) ?? Cell.absent }
  }
}

extension Table {
  /// Whether the row repeats or contradicts an earlier one of the same key and version.
  func isRepeated(_ row: Int) -> Bool {
    let value = status[row]
    return value == RowStatus.duplicate.rawValue || value == RowStatus.conflict.rawValue
  }
}

// Texts of enterprises and commodities behind their codes.
extension Library {
  /// A text field of the enterprise with a code; `nil` where it is not there or gives none.
  private func enterpriseText(_ name: String) -> (UInt32) -> KeyText? {
    text(name, of: .enterprise)
  }

  /// The name of the enterprise or commodity with a code of this domain; `nil` for other domains.
  func name(ofCodesIn domain: TextDomain) -> (UInt32) -> KeyText? {
    switch domain {
    case .enterprise: text("name", of: .enterprise)
    case .commodity: text("name", of: .commodity)
    case .buyer, .order, .contract, .division, .taxCode, .category, .carrier, .waybill, .invoice,
      .own:
      { _ in nil }
    }
  }

  private func text(
    _ name: String, of recordClass: RecordClass
  ) -> (UInt32) -> KeyText? {
    let table = self[recordClass]
    let index = revisers[Int(recordClass.rawValue)].index
    let field = recordClass.schema[name]
    return { code in
      guard let row = index.firstRow(code: code), table.isLive(row), let column = table.codes(field)
      else { return nil }
      return column.dictionary.key(column.cells[row])
    }
  }
}

/// The number that `count` bytes from `start` on form; absent where they are no digits or fewer.
private func leadingDigits(_ text: KeyText, from start: Int = 0, count: Int) -> Int64 {
  guard text.count >= start + count else { return Cell.absent }
  return text.withUnsafeBytes { bytes in
    var number: Int64 = 0
    for byte in bytes[start..<start + count] {
      guard byte &- UInt8(ascii: "0") < 10 else { return Cell.absent }
      number = number * 10 + Int64(byte &- UInt8(ascii: "0"))
    }
    return number
  }
}

private func isRural(_ urbanRural: KeyText) -> Int64 {
  switch urbanRural.withUnsafeBytes(\.first) {
  case UInt8(ascii: "1"): 0
  case UInt8(ascii: "2"): 1
  default: Cell.absent
  }
}

/// The letter of an industry code; where it has only digits, the section of its division.
///
/// Source: GB/T 4754-2017, divisions 01–97 in sections A–T.
private func industrySection(_ code: KeyText) -> Int64 {
  guard let first = code.withUnsafeBytes(\.first) else { return Cell.absent }
  if first >= UInt8(ascii: "A"), first <= UInt8(ascii: "T") { return Int64(first) }
  let division = leadingDigits(code, count: 2)
  let lastDivisions: [Int64] = [
    5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97,
  ]
  guard division >= 1, let index = lastDivisions.firstIndex(where: { division <= $0 }) else {
    return Cell.absent
  }
  return Int64(UInt8(ascii: "A")) + Int64(index)
}
