public import Commerce

/// One figure of an answer: `sum(amount)`.
public struct Measure: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case count
    case sum
    case mean
    case min
    case max
    case distinct
    case approximateDistinct
    /// At a rank between 0 and 1.
    case quantile(Double)
    case approximateQuantile(Double)
    case share
    case growth(GrowthPeriod)
    case herfindahl(Dimension)
    /// The share of the `count` largest.
    case concentration(Dimension, count: Int)
    case gini(Dimension)
  }

  public let kind: Kind
  /// What is measured; `nil` for the rows themselves, as in `count()`.
  public let operand: Dimension?
  /// The text without blanks: the column's name.
  public let text: String

  public init(_ text: String, of recordClass: RecordClass) throws(QueryError) {
    var parser = MeasureParser(text, of: recordClass)
    let parsed = try parser.parse()
    kind = parsed.kind
    operand = parsed.operand
    self.text = String(text.filter { !$0.isWhitespace })
  }

  /// Whether the figure is an estimate; its bound is in `errorBound`.
  public var isEstimate: Bool {
    switch kind {
    case .approximateDistinct, .approximateQuantile: true
    default: false
    }
  }

  /// Every dimension that the measure reads.
  var dimensions: [Dimension] {
    let own = operand.map { [$0] } ?? []
    switch kind {
    case .herfindahl(let member), .concentration(let member, _), .gini(let member):
      return own + [member]
    default: return own
    }
  }

  /// Whether the figure adds or compares amounts of money, so that they must be of one currency.
  var mixesMoney: Bool {
    guard operand?.type == .money else { return false }
    return kind != .distinct && kind != .approximateDistinct
  }

  /// What a value of the measure is, for `type` in JSON.
  var resultType: String {
    switch kind {
    case .count, .distinct, .approximateDistinct: "integer"
    case .sum, .min, .max: operand?.type.word ?? "integer"
    default: "number"
    }
  }
}
