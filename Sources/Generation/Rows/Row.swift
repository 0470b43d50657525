import Commerce

/// A row taken apart into its values, so that a defect can be planted or another format written.
struct Row {
  let table: Table
  /// The values, unquoted, in the order of the table's columns.
  var values: [[UInt8]]

  /// Takes apart a row of CSV without its line end.
  init(_ table: Table, csv bytes: ArraySlice<UInt8>) {
    self.table = table
    values = [[]]
    var isQuoted = false
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") {
        let isDoubled = isQuoted && at < bytes.endIndex && bytes[at] == byte
        if isDoubled {
          values[values.count - 1].append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == UInt8(ascii: ","), !isQuoted {
        values.append([])
      } else {
        values[values.count - 1].append(byte)
      }
    }
    precondition(
      values.count == table.columns.count,
      "Row: \(values.count) values for \(table.columns.count) columns of \(table.fileName)")
  }

  /// The value in a column that the table is known to have.
  subscript(_ column: String) -> String {
    get { String(decoding: values[index(column)], as: UTF8.self) }
    set { values[index(column)] = [UInt8](newValue.utf8) }
  }

  subscript(bytes column: String) -> [UInt8] {
    get { values[index(column)] }
    set { values[index(column)] = newValue }
  }

  /// The values that name the record, as findings show them: `2606180000017106/wanpin`.
  var key: String {
    let schema = table.recordClass.schema
    return schema.key.map { self[schema.fields[$0].name] }.filter { !$0.isEmpty }
      .joined(separator: "/")
  }

  func appendCSV(to out: inout [UInt8]) {
    for (place, value) in values.enumerated() {
      if place > 0 { out.comma() }
      out.append(cell: value)
    }
  }

  /// One JSON object with `record_class`; empty values are left out, numbers are JSON's.
  func appendJSON(to out: inout [UInt8]) {
    out.append("{\"record_class\":\"")
    out.append(table.recordClass.name)
    out.append(UInt8(ascii: "\""))
    for (place, value) in values.enumerated() where !value.isEmpty {
      out.append(",\"")
      out.append(table.columns[place])
      out.append("\":")
      if table.isNumber[place], isJSONNumber(value) {
        out.append(contentsOf: value)
      } else {
        out.append(UInt8(ascii: "\""))
        out.append(jsonText: value)
        out.append(UInt8(ascii: "\""))
      }
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Whether the text is digits with at most one sign and one point among them.
  private func isJSONNumber(_ text: [UInt8]) -> Bool {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    let points = digits.count { $0 == UInt8(ascii: ".") }
    let isPlain = digits.allSatisfy { ($0 &- 48) < 10 || $0 == UInt8(ascii: ".") }
    return isPlain && points <= 1 && digits.first.map { ($0 &- 48) < 10 } == true
      && digits.last != UInt8(ascii: ".")
  }

  private func index(_ column: String) -> Int {
    guard let index = table.columns.firstIndex(of: column) else {
      preconditionFailure("Row: \(table.fileName) has no column \(column)")
    }
    return index
  }
}

extension Schema {
  /// The first field of the key, which no record lacks.
  var keyName: String { fields[key[0]].name }
}

extension [UInt8] {
  /// A text of a CSV cell, quoted where RFC 4180 asks for it.
  mutating func append(cell text: some Collection<UInt8>) {
    let isQuoted = text.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    guard isQuoted else { return append(contentsOf: text) }
    append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  /// A text inside the quotes of a JSON string; bytes that are no text go out as they are.
  mutating func append(jsonText text: [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 10: append("\\n")
      case ..<32:
        append("\\u00")
        append(hexDigits[Int(byte >> 4)])
        append(hexDigits[Int(byte & 15)])
      default: append(byte)
      }
    }
  }
}
