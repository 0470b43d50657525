import ArgumentParser
import Commerce
import Library

/// What to ask of one class of records.
struct QueryArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What to compute, such as count() or sum(amount); may be given several times.",
      valueName: "measure"))
  var measure: [String] = []

  @Option(
    help: ArgumentHelp(
      "What to group by, such as province or day; may be given several times.",
      valueName: "dimension"))
  var by: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which rows, such as 'state = \"paid\" and amount >= 100'.", valueName: "condition"))
  var `where`: [String] = []

  @Option(
    help: ArgumentHelp("Only the first groups by the first measure, descending.", valueName: "n"))
  var top: Int?

  @Option(
    help: ArgumentHelp(
      "Only the last part of the records, such as 24h; it ends at the newest.", valueName: "length")
  )
  var window: String?

  @Option(
    help: ArgumentHelp("Answer as the library stood at this time.", valueName: "time"))
  var asOf: String?

  mutating func validate() throws {
    if let top, top < 1 {
      throw ValidationError("--top: value is too small (\(top)), at least 1 is required")
    }
  }
}

extension QueryArguments {
  /// The query of a class; without a measure it counts.
  func query(of recordClass: RecordClass) throws(CommandFailure) -> Query {
    do throws(QueryError) {
      return try Query(
        recordClass, measures: measure.isEmpty ? ["count()"] : measure, by: by,
        where: conjunction(`where`), window: window, asOf: asOf, top: top)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Whether the answer needs the records to be checked.
  var asksForFindings: Bool { needsChecks(measure + by + `where`) }
}

/// All conditions at once: each in brackets, joined by `and`; `nil` for none.
func conjunction(_ conditions: [String]) -> String? {
  guard conditions.count > 1 else { return conditions.first }
  return conditions.map { "(\($0))" }.joined(separator: " and ")
}

/// Whether one of the texts asks for what the checks find.
func needsChecks(_ texts: [String]) -> Bool {
  texts.contains { $0.contains("is_flagged") || $0.contains("findings") }
}

extension CommandFailure {
  /// A query that cannot be read: the option, and a caret under the wrong word.
  init(_ error: QueryError) {
    self.init(reason: "--\(error)", exitCode: CommandFailure.usageCode)
  }
}

/// The class that an argument names.
func recordClass(named text: String) throws -> RecordClass {
  if let found = RecordClass(named: text) { return found }
  let names = RecordClass.allCases.map(\.name).joined(separator: ", ")
  throw ValidationError("class: expected one of \(names), found '\(text)'")
}
