import Commerce
import Ingestion
import Testing

@Suite("The reference of UBL documents says what the code does")
struct DocumentTableTests {
  @Test("Every element that is read stands in ubl-documents.md")
  func documents() throws {
    let rows = UBLDocument.all.flatMap { document -> [[String]] in
      let record = document.sources.map {
        cells($0, document.root, "", document.recordClass.schema.index(of: $0.name) != nil)
      }
      guard let element = document.lineElement, let lineClass = document.lineClass else {
        return record
      }
      return record
        + document.lineSources.map {
          cells(
            $0, "\(document.root), \(lineClass.name)", "cac:\(element)/",
            lineClass.schema.index(of: $0.name) != nil)
        }
    }

    try expectTable(
      "documents", on: "ubl-documents.md",
      equals: markdownTable(["document", "field", "form", "elements"], rows))
  }

  private func cells(
    _ source: UBLSource, _ document: String, _ prefix: String, _ isField: Bool
  ) -> [String] {
    let paths = source.paths.map { path in
      let steps = path.split(separator: "/")
      return "`" + prefix + steps.dropLast().map { "cac:\($0)/" }.joined()
        + "cbc:\(steps.last ?? "")`"
    }
    return [
      document, isField ? "`\(source.name)`" : "*\(source.name)*", word(source.form),
      paths.joined(separator: "<br>"),
    ]
  }

  private func word(_ form: UBLSource.Form) -> String {
    switch form {
    case .text: "text"
    case .party: "party"
    case .time: "time"
    case .weight: "kilograms"
    case .volume: "cubic centimetres"
    case .yuan: "yuan"
    case .itemNumber: "GTIN"
    case .part: "amount"
    case .parts: "all"
    }
  }
}
