import Commerce
import Glibc

/// Answers in the form in which every engine writes them, so that they can be compared.
///
/// One JSON object: by question its rows, each a list of values. Rows are sorted by their texts and
/// whole numbers, as text; those of the third question stay in the order of the answer.
struct PeerAnswers {
  private var answers: [(name: String, rows: [[FieldValue]])] = []

  mutating func add(_ name: String, _ rows: [[FieldValue]]) { answers.append((name, rows)) }

  mutating func add(_ questions: [StandingQuestion]) {
    for question in questions { add(question.question.name, question.rows) }
  }

  func write(to path: String) throws(BenchFailure) {
    let lines = answers.map { answer in
      let rows = ["q3", "f3"].contains(answer.name) ? answer.rows : PeerAnswers.sorted(answer.rows)
      let texts = rows.map { "[" + $0.map(PeerAnswers.json).joined(separator: ", ") + "]" }
      return "\"\(answer.name)\": [\n" + texts.joined(separator: ",\n") + "\n]"
    }
    guard let file = fopen(path, "w") else { throw BenchFailure.ofSystem(path) }
    fputs("{" + lines.joined(separator: ",\n") + "}\n", file)
    guard fclose(file) == 0 else { throw BenchFailure.ofSystem(path) }
  }

  private static func sorted(_ rows: [[FieldValue]]) -> [[FieldValue]] {
    let keyed = rows.map { (key: sortKey($0), row: $0) }
    return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key, by: precedes) }.map(\.row)
  }

  private static func sortKey(_ row: [FieldValue]) -> [String] {
    row.compactMap { value in
      switch value {
      case .text, .integer: value.description
      default: nil
      }
    }
  }

  /// By code points, as other languages compare texts.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
  }

  private static func json(_ value: FieldValue) -> String {
    switch value {
    case .absent: "null"
    case .text(let text): jsonText(text)
    case .time: jsonText(value.description)
    case .money, .decimal, .integer, .number, .flag: value.description
    }
  }
}
