public import Commerce

/// Which rows a query counts, as a text such as `state = "paid" and amount >= 100.00`.
///
/// Equal conditions make equal filters, however they are spaced.
public struct Filter: Hashable, Sendable {
  public let recordClass: RecordClass
  /// The text as it was given.
  public let text: String
  let condition: Condition

  public init(_ text: String, for recordClass: RecordClass) throws(QueryError) {
    var parser = FilterParser(text, for: recordClass)
    condition = try parser.parse()
    self.text = text
    self.recordClass = recordClass
  }

  private init(_ recordClass: RecordClass, text: String, condition: Condition) {
    self.recordClass = recordClass
    self.text = text
    self.condition = condition
  }

  /// The rows that both filters select, which must be of one class.
  public func and(_ other: Filter) -> Filter {
    precondition(recordClass == other.recordClass, "Filter.and: both must be of one class")
    return Filter(
      recordClass, text: "(\(text)) and (\(other.text))",
      condition: .all([condition, other.condition]))
  }

  /// Whether the filter asks for duplicates and conflicts, which only `records` shows.
  public var readsDuplicates: Bool {
    condition.dimensions.contains { $0.source == .derived(.isDuplicate) }
  }

  public static func == (left: Filter, right: Filter) -> Bool {
    left.recordClass == right.recordClass && left.condition == right.condition
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(condition) }
}
