import Canvas
import Commerce
import Library

extension Answer {
  /// Aligned columns for people; what could steer a terminal is `·`, absent is `-`.
  var plainText: String {
    let cells = rows.map { row in
      row.map { $0 == .absent ? "-" : $0.csvText.safeForTerminal }
    }
    let titles = columns.map { column in
      column.heading.safeForTerminal
    }
    var widths = titles.map(CellWidth.cells)
    for row in cells {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], CellWidth.cells(cell))
      }
    }
    let isRight = columns.indices.map { column in
      rows.contains { $0[column].isNumber }
    }
    var text = ""
    for row in [titles] + cells {
      var line = ""
      for (index, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[index] - CellWidth.cells(cell))
        line += (index > 0 ? "  " : "") + (isRight[index] ? padding + cell : cell + padding)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}

extension AnswerColumn {
  /// The name with its unit and, of an estimate, its mark: `≈ approx_distinct(seller)`.
  var heading: String { (isEstimate ? "≈ " : "") + name + (unit.map { " (\($0))" } ?? "") }
}

extension Answer {
  /// A line for each estimate that says how far it may be off.
  var estimateNotes: [String] {
    columns.filter(\.isEstimate).map { column in
      "≈ \(column.name): an estimate" + (column.errorBound.map { ", \($0)" } ?? "")
    }
  }
}
