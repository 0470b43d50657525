import Commerce
import Library
import Statistics

/// V01-waybill-number: the check digit where the form is that of S10, and numbers that the carrier
/// does not give.
final class WaybillNumberCheck: Check {
  let rule = Rule.waybillNumber

  private let number = RecordClass.waybill.schema["number"]
  private let carrier = RecordClass.waybill.schema["carrier"]
  /// By code of the carrier; `nil` where its numbers have no known shape.
  private var carriers: [Carrier?] = [nil]

  func examine(_ rows: NewRows) {
    guard rows.recordClass == .waybill, let numbers = rows.table.codes(number),
      let words = rows.table.codes(carrier)
    else { return }
    readCarriers(words.dictionary)
    let codes = words.cells.newRows(rows.rows)
    let carriers = carriers
    for (index, text) in numbers.cells.newRows(rows.rows).enumerated() {
      let carrier = carriers[Int(codes[index])]
      let isValid = numbers.dictionary.key(text).withUnsafeBytes {
        CarrierNumber.isValid($0, carrier: carrier)
      }
      if !isValid { rows.report(at: index, field: number) }
    }
  }

  func explain(_ row: Int, field: Int, of recordClass: RecordClass, in library: Library)
    -> Explanation
  {
    let table = library[recordClass]
    let carrier = table.key(row, carrier).withUnsafeBytes { Carrier($0) }
    let verdict = table.key(row, field).withUnsafeBytes {
      CarrierNumber.verdict(of: $0, carrier: carrier)
    }
    return Explanation(
      expected: verdict.flaw?.expected ?? "", found: table.text(row, field))
  }

  private func readCarriers(_ words: KeyTable) {
    guard carriers.count <= words.count else { return }
    for code in carriers.count...words.count {
      carriers.append(words.key(UInt32(code)).withUnsafeBytes { Carrier($0) })
    }
  }
}
