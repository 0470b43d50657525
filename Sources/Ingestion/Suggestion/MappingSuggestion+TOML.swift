import Commerce

extension MappingSuggestion {
  /// The mapping as TOML, ready to be edited: what is sure as keys, what is not as comments.
  public var toml: String {
    var lines = head
    lines += dialectLines
    lines += columnLines
    lines += computedLines
    if !missing.isEmpty {
      lines += [
        "", "# Required and not found: name a column above, or give a text for all rows here.",
      ]
      lines.append("[feed.constants]")
      lines += missing.map { "# \($0) = \"\(example(of: $0))\"" }
    }
    for (field, words) in words.sorted(by: { $0.key < $1.key }) {
      lines += ["", "[feed.values.\(field)]"]
      lines += words.map { word in
        word.meant.isEmpty
          ? "# \(quoted(word.found)) = \"\"" : "\(quoted(word.found)) = \(quoted(word.meant))"
      }
    }
    if !unused.isEmpty {
      lines += ["", "# Not used: " + unused.map(commented).joined(separator: ", ")]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    [
      "# Proposed for \(commented(file)): \(recordClass.plural), confidence \(percent(confidence)).",
      "# Read it through, then try it: tradewatch check --map THIS_FILE '\(commented(file))'",
      "",
      "[[feed]]",
      "files = [\(quoted(file.split(separator: "/").last.map(String.init) ?? file))]",
      "class = \(quoted(recordClass.name))",
    ]
  }

  private var dialectLines: [String] {
    var lines: [String] = []
    if hasDecimalComma { lines.append("decimal = \",\"") }
    if times.count == 1 {
      lines.append("times = \(quoted(times[0]))")
    } else if !times.isEmpty {
      lines.append("times = [\(times.map(quoted).joined(separator: ", "))]")
    }
    if isDayBeforeMonthUnsure {
      lines.append(
        "# Day and month could also stand the other way round: see that the order is right.")
    }
    return lines
  }

  private var columnLines: [String] {
    let columns = columns.filter { !$0.isForeignCode }
    let keys = columns.map { "\(quoted($0.name)) = \(quoted($0.field))" }
    let width = keys.map(\.count).max() ?? 0
    return ["", "[feed.columns]"]
      + zip(keys, columns).map { key, column in
        let padding = String(repeating: " ", count: width - key.count)
        let example = column.example.isEmpty ? "" : ", such as \(commented(column.example))"
        return "\(key)\(padding)  # \(percent(column.confidence))\(example)"
      }
  }

  /// Numbers of another register become codes that say so.
  private var computedLines: [String] {
    let foreign = columns.filter(\.isForeignCode)
    guard !foreign.isEmpty else { return [] }
    return ["", "[feed.computed]"]
      + foreign.map { column in
        let name = column.name.replacing("\"", with: "\"\"")
        let text = quoted("'foreign:' & \"\(name)\"")
        let example = column.example.isEmpty ? "" : ", such as \(commented(column.example))"
        return "\(column.field) = \(text)  # \(percent(column.confidence))\(example)"
      }
  }

  private func example(of field: String) -> String {
    guard let index = recordClass.schema.index(of: field) else { return "" }
    switch recordClass.schema.fields[index].type {
    case .code: return "foreign:my-shop"
    case .time: return "2026-06-01"
    case .money, .decimal, .integer: return "0"
    case .boolean: return "false"
    case .text, .id, .word, .flags, .division: return ""
    }
  }
}

private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

/// A basic string of TOML.
private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

/// A text that can stand in a comment: without control characters, and not long.
private func commented(_ text: String) -> String {
  let plain = String(
    String.UnicodeScalarView(
      text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  return plain.count > 40 ? plain.prefix(40) + "…" : plain
}
