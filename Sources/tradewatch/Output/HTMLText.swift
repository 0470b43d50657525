import Commerce
import Library

/// One page of HTML that needs nothing beside it, in which nothing from a feed is markup.
enum HTMLText {
  static func page(title: String, body: String, language: String = "en") -> String {
    """
    <!doctype html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <title>\(escaped(title))</title>
    <style>
    body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; }
    table { border-collapse: collapse; margin: 0.5em 0 2em; }
    th, td { border-bottom: 1px solid #bbb; padding: 0.2em 0.8em; text-align: left; }
    td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
    caption { font-weight: bold; text-align: left; }
    </style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }

  static func table(_ table: Answer, caption: String? = nil) -> String {
    var html = "<table>\n"
    if let caption { html += "<caption>\(escaped(caption))</caption>\n" }
    let heads = table.columns.enumerated().map { index, column in
      let isNumber = table.rows.contains { $0[index].isNumber }
      return "<th\(isNumber ? " class=\"number\"" : "")>\(escaped(column.heading))</th>"
    }
    html += "<tr>\(heads.joined())</tr>\n"
    for row in table.rows {
      let cells = row.map { value in
        "<td\(value.isNumber ? " class=\"number\"" : "")>\(escaped(value.csvText))</td>"
      }
      html += "<tr>\(cells.joined())</tr>\n"
    }
    let notes = table.estimateNotes.map { "<p>\(escaped($0))</p>" }
    return ([html + "</table>"] + notes).joined(separator: "\n")
  }

  /// Text that no browser takes for markup; control characters are shown as `·`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "·"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension FieldValue {
  /// Whether tables align it to the right.
  var isNumber: Bool {
    switch self {
    case .money, .decimal, .integer, .number: true
    case .absent, .text, .time, .flag: false
    }
  }
}
