import Commerce

extension Answer {
  /// The answer as an aligned table of plain text: numbers to the right, `—` for absent.
  ///
  /// `width` gives the terminal columns of a text, where the caller knows wide characters.
  public func text(width: (String) -> Int = { $0.count }) -> String {
    let cells = rows.map { row in row.map { $0 == .absent ? "—" : $0.csvText } }
    let heads = columns.map { ($0.isEstimate ? "≈" : "") + $0.name }
    let isRight = columns.map { ["money", "decimal", "integer", "number"].contains($0.type) }
    let widths = columns.indices.map { column in
      ([heads] + cells).reduce(0) { max($0, width($1[column])) }
    }
    func line(_ fields: [String]) -> String {
      let padded = fields.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - width(fields[column]))
        return isRight[column] ? blanks + fields[column] : fields[column] + blanks
      }
      let joined = padded.joined(separator: "  ")
      return String(joined.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    return line(heads) + cells.map(line).joined()
  }
}
