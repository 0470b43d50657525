public import Commerce

/// What a query was answered: one table of groups.
public struct Answer: Equatable, Sendable {
  /// The dimensions in the order given, then the measures.
  public var columns: [AnswerColumn]
  /// One a group, as wide as `columns`; without dimensions exactly one row.
  public var rows: [[FieldValue]]
  /// How many groups there are, of which `rows` may hold only the largest.
  public var groupCount: Int
  public var asOf: Timestamp?

  public init(
    columns: [AnswerColumn], rows: [[FieldValue]], groupCount: Int, asOf: Timestamp? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.groupCount = groupCount
    self.asOf = asOf
  }
}

/// A column of an answer: a dimension or a measure.
public struct AnswerColumn: Equatable, Sendable {
  /// The text of the dimension or measure without blanks.
  public var name: String
  /// The word for JSON: `text`, `money`, `decimal`, `integer`, `number`, `time`, `boolean`.
  public var type: String
  /// `CNY` or another currency, `hours`, `points`, `fraction`; `nil` for none.
  public var unit: String?
  public var isDimension: Bool
  public var isEstimate: Bool
  /// Of an estimate, how far it may be off and how surely: `±1.6 % in 95 of 100`.
  public var errorBound: String?

  public init(
    name: String, type: String, unit: String? = nil, isDimension: Bool = false,
    isEstimate: Bool = false, errorBound: String? = nil
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.isDimension = isDimension
    self.isEstimate = isEstimate
    self.errorBound = errorBound
  }
}
