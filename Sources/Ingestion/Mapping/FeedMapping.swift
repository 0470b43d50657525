public import Commerce
import Glibc

/// How the columns of a foreign feed fill the fields of a class.
public struct FeedMapping: Sendable {
  /// Where it stands, for messages: `map.toml: feed 2`.
  public var place: String
  /// Patterns of the names of the files that it is for, as the shell has them; none: every feed.
  public var files: [String] = []
  /// The class of the rows; `nil` where the feed or the header tells it.
  public var recordClass: RecordClass?
  public var format: FeedFormat?
  /// The encoding; `nil` where the first bytes tell it.
  public var encoding: TextEncoding?
  public var dialect = Dialect()
  /// The fields that each column fills.
  public var columns: [String: [String]] = [:]
  /// By field: the text that every row has.
  public var constants: [String: String] = [:]
  /// By field: what the words of the feed mean.
  public var values: [String: ValueTable] = [:]
  public var numbers = NumberStyle()
  /// How times are written, tried in this order before our own forms.
  public var times: [TimePattern] = []
  /// How far east of Greenwich times without a zone are; `nil` for the feed's own.
  public var offsetSeconds: Int64?
  public var joins: [MappingJoin] = []
  /// By field: what is computed for it.
  private(set) var computed: [String: Expression<String>] = [:]

  public init(place: String) { self.place = place }

  /// Computes a field: `price * quantity`, `'foreign:' & vendor`.
  public mutating func compute(_ field: String, _ text: String) throws(MappingMistake) {
    computed[field] = try ExpressionParser.parse(text)
  }

  /// Whether it is for the file of this path, or for a feed without a file.
  func isFor(path: String?, declared: RecordClass?) -> Bool {
    if let declared, let recordClass, declared != recordClass { return false }
    guard !files.isEmpty else { return true }
    guard let name = path?.split(separator: "/").last.map(String.init) else { return false }
    return files.contains { fnmatch($0, name, 0) == 0 }
  }

  /// The names of the feed's columns that it uses, each once.
  var sourceNames: [String] {
    var names = columns.keys.sorted()
    names += computed.keys.sorted().flatMap { computed[$0]?.columns ?? [] }
    names += joins.map(\.column)
    let joined = Set(joins.flatMap { $0.columns.map(\.name) })
    var seen: Set<String> = []
    return names.filter { !joined.contains($0) && seen.insert($0).inserted }
  }
}

extension FeedMapping {
  /// Checks that the fields are those of its class, and that each has one source.
  ///
  /// Throws the first mistake, with the key where it stands.
  public func check() throws(MappingMistake) {
    var sources: [String: String] = [:]
    for (column, fields) in columns.sorted(by: { $0.key < $1.key }) {
      for field in fields { try claim(field, by: "columns.\"\(column)\"", &sources) }
    }
    for field in constants.keys.sorted() { try claim(field, by: "constants", &sources) }
    for field in computed.keys.sorted() { try claim(field, by: "computed", &sources) }
    for field in values.keys.sorted() { try checkName(field, in: "values") }
    for (field, table) in values { try checkMeanings(table, of: field) }
  }

  private func claim(
    _ field: String, by source: String, _ sources: inout [String: String]
  ) throws(MappingMistake) {
    try checkName(field, in: source)
    if let other = sources.updateValue(source, forKey: field) {
      throw MappingMistake(
        expected: "one source for the field \(field)", found: "two: \(other) and \(source)")
    }
  }

  private func checkName(_ field: String, in source: String) throws(MappingMistake) {
    let classes = recordClass.map { [$0] } ?? RecordClass.allCases
    if classes.contains(where: { $0.schema.index(of: field) != nil }) { return }
    let names = classes.flatMap { $0.schema.fields.map(\.name) }
    throw MappingMistake(
      expected: "\(source): a field of \(recordClass?.name ?? "a class")", found: field,
      nearest: nearestWord(to: field, among: names))
  }

  private func checkMeanings(_ table: ValueTable, of field: String) throws(MappingMistake) {
    guard let recordClass, let index = recordClass.schema.index(of: field) else { return }
    let words = recordClass.schema.fields[index].vocabulary
    guard !words.isEmpty, recordClass.schema.fields[index].type == .word else { return }
    for meaning in table.meanings where !meaning.isEmpty && !words.contains(meaning) {
      throw MappingMistake(
        expected: "values.\(field): one of \(words.joined(separator: ", "))", found: meaning,
        nearest: nearestWord(to: meaning, among: words))
    }
  }
}
