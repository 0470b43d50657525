/// Columns that come from another file, by an id that both have: the lines of an order give its
/// header their sum, or the header gives its lines a time.
public struct MappingJoin: Sendable {
  /// The other file, relative to the directory of the feed; `.` is the feed's own file.
  public var file: String
  /// The column of the other file that holds the id.
  public var id: String
  /// The feed's column that holds the same id.
  public var column: String
  public private(set) var columns: [JoinColumn] = []

  public init(file: String, id: String, column: String) {
    self.file = file
    self.id = id
    self.column = column
  }

  /// Adds a column for mappings to use: `total`, `sum(price * quantity)`.
  public mutating func add(_ name: String, _ text: String) throws(MappingMistake) {
    let (aggregate, expression) = try ExpressionParser.parseAggregate(text)
    columns.append(JoinColumn(name: name, aggregate: aggregate, expression: expression))
  }

  /// The path of the other file, for a feed at this path; beside the present directory for none.
  func path(besides feed: String?) -> String? {
    if file == "." { return feed }
    if file.hasPrefix("/") { return file }
    return feed.map { parentDirectory($0) + "/" + file } ?? file
  }
}

/// A column that a join adds.
public struct JoinColumn: Sendable {
  public let name: String
  let aggregate: JoinAggregate
  let expression: Expression<String>
}

/// How the values of all rows with one id become one.
enum JoinAggregate: String, CaseIterable, Sendable {
  case first, last, sum, count, min, max
}
