import Commerce
import Testing

@Suite("The reference pages say what the code does", .serialized)
struct ReferenceTests {
  @Test("Every field of every class stands in records.md", arguments: RecordClass.allCases)
  func fields(recordClass: RecordClass) throws {
    let schema = recordClass.schema
    let rows = schema.fields.indices.filter { index in
      !Schema.envelopeNames.contains(schema.fields[index].name)
    }.map { index -> [String] in
      let field = schema.fields[index]
      let role =
        (field.isRequired ? ["required"] : []) + (schema.key.contains(index) ? ["key"] : [])
        + (schema.eventTime == index ? ["event time"] : [])
      return [
        "`\(field.name)`", field.type.word, role.joined(separator: ", "),
        field.vocabulary.joined(separator: ", "),
      ]
    }

    try expectTable(
      recordClass.name, on: "records.md",
      equals: markdownTable(["field", "type", "role", "words"], rows))
  }

  @Test("Every rule stands in findings.md")
  func rules() throws {
    let rows = Rule.allCases.map { ["`\($0.id)`", $0.severity.name, $0.summary] }

    try expectTable(
      "rules", on: "findings.md",
      equals: markdownTable(["rule", "severity", "what is wrong"], rows))
  }
}
