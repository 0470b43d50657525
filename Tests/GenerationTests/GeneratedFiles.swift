import Commerce
import Generation

/// All six files of a plan in memory, and their manifest.
struct GeneratedFiles {
  var bytes: [RecordClass: [UInt8]] = [:]
  var names: [RecordClass: String] = [:]
  var manifest = Manifest()

  init(_ plan: GenerationPlan) {
    for var file in Generator(plan).files {
      var all: [UInt8] = []
      while let chunk = file.nextChunk() { all += chunk }
      bytes[file.recordClass] = all
      names[file.recordClass] = file.name
      manifest.add(file)
    }
  }

  /// The rows of a clean file as dictionaries from column to value, taken apart letter by letter.
  func rows(_ recordClass: RecordClass) -> [[String: String]] {
    let table = cells(String(decoding: bytes[recordClass] ?? [], as: UTF8.self))
    guard let header = table.first else { return [] }
    return table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for letter in text.unicodeScalars {
      if letter == "\"" {
        if isQuoted || !wasQuote {
          isQuoted.toggle()
        } else {
          cell.append("\"")
          isQuoted = true
        }
        wasQuote = !isQuoted
        continue
      }
      wasQuote = false
      if letter == ",", !isQuoted {
        row.append(cell)
        cell = ""
      } else if letter == "\n", !isQuoted {
        rows.append(row + [cell])
        (row, cell) = ([], "")
      } else {
        cell.unicodeScalars.append(letter)
      }
    }
    return rows
  }
}
