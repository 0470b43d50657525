public import Commerce

extension Answer {
  /// `{"columns":[{"name","type","unit"}…],"rows":[[…]…],"asOf":…}` with one row a line.
  ///
  /// Money is a string, every other number a number with all its digits, absent null.
  public var json: String {
    let lines = rows.map(jsonRow)
    let body = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
    return jsonHead + body + jsonTail
  }

  /// What comes before the rows: `{"columns":[…],"rows":`.
  package var jsonHead: String {
    let heads = columns.map { column in
      let unit = column.unit.map(jsonString) ?? "null"
      return "{\"name\":\(jsonString(column.name)),\"type\":\(jsonString(column.type)),"
        + "\"unit\":\(unit)}"
    }
    return "{\"columns\":[\(heads.joined(separator: ","))],\"rows\":"
  }

  /// What comes behind the rows.
  package var jsonTail: String {
    let moment = asOf.map { jsonString($0.description) } ?? "null"
    return ",\"asOf\":\(moment)}\n"
  }
}

/// One row as an array of JSON.
package func jsonRow(_ row: [FieldValue]) -> String {
  "[" + row.map(\.json).joined(separator: ",") + "]"
}

extension FieldValue {
  /// The value in JSON.
  public var json: String {
    switch self {
    case .absent: "null"
    case .text(let text): jsonString(text)
    case .money, .time: jsonString(description)
    case .decimal(let decimal): decimal.description
    case .integer(let integer): String(integer)
    case .number(let number): number.isFinite ? numberText(number) : "null"
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}

/// The text in quotes after RFC 8259; control characters escaped.
public func jsonString(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
