import Library

extension Answer {
  /// The whole output of a command in one of the formats.
  func printed(as format: OutputFormat, title: String) -> String {
    switch format {
    case .text: plainText
    case .csv: csv
    case .json: json
    case .html: HTMLText.page(title: title, body: HTMLText.table(self))
    }
  }
}
