public import Commerce

extension Answer {
  /// A header row, then the rows, after RFC 4180 with a line feed at each end; absent is empty.
  public var csv: String {
    var text = csvRow(columns.map(\.name))
    for row in rows { text += csvRow(row.map(\.csvText)) }
    return text
  }
}

/// One row of CSV: fields with a comma, quote or line end are quoted.
public func csvRow(_ fields: [String]) -> String {
  fields.map(csvField).joined(separator: ",") + "\n"
}

private func csvField(_ text: String) -> String {
  let needsQuotes = text.utf8.contains { byte in
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
  }
  guard needsQuotes else { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" { quoted.unicodeScalars.append("\"") }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}

/// A text that no spreadsheet takes for a formula: an apostrophe before `=`, `+`, `-`, `@`, a tab
/// or a carriage return.
///
/// For texts in exports to spreadsheets, never for numbers.
public func spreadsheetText(_ text: String) -> String {
  guard let first = text.utf8.first else { return text }
  let starts: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
  return starts.contains(first) ? "'" + text : text
}

extension FieldValue {
  /// The value as outputs print it: numbers in plain or exponent form that reads back as the same
  /// double, whole ones without a point; empty for absent.
  public var csvText: String {
    if case .number(let number) = self { numberText(number) } else { description }
  }
}

/// The shortest text that reads back as the same double; `3` and not `3.0`.
func numberText(_ number: Double) -> String {
  let text = String(describing: number)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
