import Commerce
import Ingestion
import Statistics

// From bytes to cells and codes.
extension Loop {
  static func overBytes(_ text: MicroText) -> [Loop] {
    let (base, length) = (text.base, text.length)
    return [
      Loop(name: "row_index_ns_per_row", items: MicroText.rowCount) {
        var index = RowIndex(separator: UInt8(ascii: ","), odd: UInt8(ascii: "\""))
        var start = 0
        while index.seek(start, in: base, to: length) {
          while index.usualRow(base, limit: 1 << 16) != nil { start = index.next() + 1 }
        }
        keep(start)
      },
      Loop(name: "exact_rows_ns_per_row", items: MicroText.rowCount) {
        var rows = DelimitedRows(delimiter: UInt8(ascii: ","), rowLimit: 1 << 16)
        var start = 0
        while start < length {
          start = rows.next(base, from: start, to: length, isLast: true).end + 1
        }
        keep(start)
      },
      Loop(name: "utf8_ns_per_kilobyte", items: length / 1024) {
        keep(firstByteNotUTF8(base, from: 0, to: length))
      },
      Loop(name: "time_ns_per_cell", items: text.times.count) {
        var reader = QuickTime(offsetSeconds: Timestamp.chinaOffsetSeconds)
        var sum: Int64 = 0
        for cell in text.times {
          sum &+= reader.read(base, cell.lowerBound, cell.upperBound) ?? 0
        }
        keep(sum)
      },
      Loop(name: "decimal_ns_per_cell", items: text.amounts.count) {
        var sum: Int64 = 0
        for cell in text.amounts {
          sum &+= quickTenThousandths(base, cell.lowerBound, cell.upperBound) ?? 0
        }
        keep(sum)
      },
      Loop(name: "credit_code_ns_per_text", items: text.sellers.count) {
        for cell in text.sellers {
          keep(CreditCode.judge(UnsafeRawBufferPointer(rebasing: text.bytes[cell])))
        }
      },
      dictionary("few_texts_ns_per_cell", text.categories, of: text),
      dictionary("many_texts_ns_per_cell", text.buyers, of: text),
    ]
  }

  /// A dictionary that has all the texts already.
  private static func dictionary(
    _ name: String, _ cells: [Range<Int>], of text: MicroText
  ) -> Loop {
    let table = KeyTable()
    let packed = MicroText.packed(cells)
    var codes = [UInt32](repeating: 0, count: packed.count)
    return Loop(name: name, items: packed.count) {
      packed.withUnsafeBufferPointer { packed in
        codes.withUnsafeMutableBufferPointer { codes in
          table.codes(of: packed, in: UnsafeRawBufferPointer(text.bytes), into: codes)
        }
      }
    }
  }
}
