import Commerce

/// A row as it goes into a file: whole, or broken in a way that gets it rejected.
struct Line {
  let row: Row
  /// The defect that breaks the text of the row; `nil` for one that can be read.
  var breakage: Defect?

  init(_ row: Row, brokenBy defect: Defect? = nil) {
    self.row = row
    breakage = defect
  }

  enum Format {
    case csv
    case json
  }

  /// Appends the row with its line end.
  func append(as format: Format, to out: inout [UInt8]) {
    guard let breakage else {
      append(row, as: format, to: &out)
      return out.append(10)
    }
    let begin = out.count
    append(prepared(for: breakage), as: format, to: &out)
    breakText(from: begin, by: breakage, to: &out)
    out.append(10)
  }

  private func append(_ row: Row, as format: Format, to out: inout [UInt8]) {
    switch format {
    case .csv: row.appendCSV(to: &out)
    case .json: row.appendJSON(to: &out)
    }
  }

  /// The row with the value that gets it rejected, or with plain values where its text is broken.
  private func prepared(for defect: Defect) -> Row {
    var broken = row
    for index in broken.values.indices {
      broken.values[index].removeAll {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10
      }
    }
    let columns = Weakness.of(row.table.recordClass)
    switch defect.rule {
    case .long: broken[bytes: columns.text] = [UInt8](repeating: UInt8(ascii: "x"), count: 70_000)
    case .encoding, .nul: broken[bytes: columns.text] = [Line.mark]
    case .required: broken[columns.required] = ""
    case .number: broken[columns.number] = ["twelve", "19.9.0", "1O0"][defect.turn % 3]
    case .time:
      broken[columns.time] = ["2026-13-45", "yesterday", "2026-02-30 10:00"][defect.turn % 3]
    case .version:
      broken[defect.turn % 2 == 0 ? "op" : "version"] = defect.turn % 2 == 0 ? "upsert" : "0"
    default: break
    }
    return broken
  }

  private func breakText(from begin: Int, by defect: Defect, to out: inout [UInt8]) {
    switch defect.rule {
    case .quote:
      let comma = out[begin...].firstIndex(of: UInt8(ascii: ",")) ?? begin
      out.insert(UInt8(ascii: "\""), at: comma + 1)
    case .fields where defect.turn % 2 == 0: out.append(",one,more")
    case .fields:
      let comma = out.lastIndex(of: UInt8(ascii: ",")) ?? begin
      out.removeSubrange(comma...)
    case .encoding: replaceMark(with: [0xC3, 0x28, 0xFF], from: begin, in: &out)
    case .nul: replaceMark(with: [0], from: begin, in: &out)
    case .json: out.removeLast(12)
    case .recordClass:
      let word = out[begin...].firstIndex(of: UInt8(ascii: ":")) ?? begin
      out.insert(contentsOf: "un".utf8, at: word + 2)
    default: break
    }
  }

  /// Stands where bytes that are no text are put after the row was written.
  private static let mark = UInt8(ascii: "~")

  private func replaceMark(with bytes: [UInt8], from begin: Int, in out: inout [UInt8]) {
    guard let mark = out[begin...].firstIndex(of: Line.mark) else { return }
    out.replaceSubrange(mark...mark, with: bytes)
  }
}

/// The columns of a class at which rows are broken.
private struct Weakness {
  let text: String
  let required: String
  let number: String
  let time: String

  static func of(_ recordClass: RecordClass) -> Weakness {
    switch recordClass {
    case .enterprise:
      Weakness(text: "name", required: "name", number: "version", time: "established")
    case .commodity:
      Weakness(text: "name", required: "name", number: "list_price", time: "valid_from")
    case .contract:
      Weakness(text: "signature_method", required: "party_a", number: "value", time: "signed_at")
    case .invoice:
      Weakness(text: "buyer", required: "gross", number: "gross", time: "issued_at")
    case .waybill:
      Weakness(text: "service", required: "collected_at", number: "freight", time: "collected_at")
    default:
      Weakness(text: "buyer", required: "seller", number: "amount", time: "placed_at")
    }
  }
}
