public import Commerce

/// A question to the library: which class, which measures, grouped by which dimensions, over which
/// rows, in which window, as of when.
public struct Query: Hashable, Sendable {
  public let recordClass: RecordClass
  /// At least one.
  public let measures: [Measure]
  /// In the order of the answer's columns; empty for one row over everything.
  public let dimensions: [Dimension]
  public var filter: Filter?
  /// `nil` for all time.
  public var window: Window?
  /// `nil` for the library as it stands now.
  public var asOf: Timestamp?
  /// How many groups, the largest by the first measure; `nil` for all in the order of their keys.
  public var top: Int?

  /// Reads the texts of a command line or a panel.
  public init(
    _ recordClass: RecordClass, measures: [String], by dimensions: [String] = [],
    where filter: String? = nil, window: String? = nil, asOf: String? = nil, top: Int? = nil
  ) throws(QueryError) {
    self.recordClass = recordClass
    var parsedMeasures: [Measure] = []
    for text in measures { parsedMeasures.append(try Measure(text, of: recordClass)) }
    guard !parsedMeasures.isEmpty else {
      throw QueryError(
        part: .measure, text: "", range: 0..<0, expected: "a measure such as count()", found: "")
    }
    var parsedDimensions: [Dimension] = []
    for text in dimensions { parsedDimensions.append(try Query.dimension(text, of: recordClass)) }
    self.measures = parsedMeasures
    self.dimensions = parsedDimensions
    if let filter { self.filter = try Filter(filter, for: recordClass) }
    if let window { self.window = try Query.window(window, of: recordClass) }
    if let asOf { self.asOf = try Query.instant(asOf) }
    if let top, top < 1 {
      throw QueryError(
        part: .top, text: String(top), range: 0..<String(top).count,
        expected: "a number of groups from 1", found: String(top))
    }
    self.top = top
  }

  /// The query with another filter besides its own and, where it has none itself, a window.
  public func narrowed(by extra: Filter?, window other: Window?) -> Query {
    var narrow = self
    if let extra { narrow.filter = filter.map { $0.and(extra) } ?? extra }
    let canMove = other?.microseconds != nil && recordClass.schema.eventTime != nil
    if window == nil, canMove { narrow.window = other }
    return narrow
  }

  private static func dimension(
    _ text: String, of recordClass: RecordClass
  ) throws(QueryError) -> Dimension {
    guard let dimension = Dimension(named: text, of: recordClass) else {
      throw QueryError(
        part: .by, text: text, range: 0..<text.count,
        expected: "a field or dimension of \(recordClass.name)", found: text,
        nearest: nearestWord(to: text, among: Dimension.names(of: recordClass)))
    }
    return dimension
  }

  private static func window(
    _ text: String, of recordClass: RecordClass
  ) throws(QueryError) -> Window? {
    guard let window = Window(text) else {
      throw QueryError(
        part: .window, text: text, range: 0..<text.count,
        expected: "minutes, hours or days such as 15m, 24h, 7d, or all", found: text,
        nearest: nearestWord(to: text, among: Window.offered.map(\.text)))
    }
    guard window.microseconds != nil else { return nil }
    guard recordClass.schema.eventTime != nil else {
      throw QueryError(
        part: .window, text: text, range: 0..<text.count,
        expected: "all, because \(recordClass.plural) have no time of their own", found: text)
    }
    return window
  }

  private static func instant(_ text: String) throws(QueryError) -> Timestamp {
    guard let instant = Timestamp(text) else {
      throw QueryError(
        part: .asOf, text: text, range: 0..<text.count, expected: ValueType.time.example,
        found: text)
    }
    return instant
  }
}
