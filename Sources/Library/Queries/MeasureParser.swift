import Commerce

/// Reads one measure: a name, and in brackets what it measures and its numbers.
struct MeasureParser {
  private static let names = [
    "count", "sum", "mean", "min", "max", "distinct", "approx_distinct", "quantile", "p50", "p90",
    "p99", "approx_quantile", "share", "growth", "hhi", "cr", "gini",
  ]

  private let text: String
  private let recordClass: RecordClass
  private let tokens: [QueryToken]
  private var at = 0

  init(_ text: String, of recordClass: RecordClass) {
    self.text = text
    self.recordClass = recordClass
    tokens = queryTokens(text)
  }

  mutating func parse() throws(QueryError) -> (kind: Measure.Kind, operand: Dimension?) {
    let name = token
    guard name.kind == .word, MeasureParser.names.contains(name.text) else {
      throw error("a measure such as sum(amount)", among: MeasureParser.names)
    }
    at += 1
    try step(.open, "'(' after '\(name.text)'")
    let measure = try arguments(of: name.text)
    try step(.close, "')'")
    guard token.kind == .end else { throw error("nothing after ')'") }
    return measure
  }

  private var token: QueryToken { tokens[at] }

  private mutating func arguments(
    of name: String
  ) throws(QueryError) -> (kind: Measure.Kind, operand: Dimension?) {
    switch name {
    case "count": return (.count, nil)
    case "sum": return (.sum, try quantity())
    case "mean": return (.mean, try quantity())
    case "min": return (.min, try ordered())
    case "max": return (.max, try ordered())
    case "distinct": return (.distinct, try dimension())
    case "approx_distinct": return (.approximateDistinct, try dimension())
    case "p50": return (.quantile(0.5), try quantity())
    case "p90": return (.quantile(0.9), try quantity())
    case "p99": return (.quantile(0.99), try quantity())
    case "quantile":
      let operand = try quantity()
      return (.quantile(try rank()), operand)
    case "approx_quantile":
      let operand = try quantity()
      return (.approximateQuantile(try rank()), operand)
    default: return try ofTotal(name)
    }
  }

  /// The measures that take another one inside: `share(sum(f))`, `cr(sum(f), d, n)`.
  private mutating func ofTotal(
    _ name: String
  ) throws(QueryError) -> (kind: Measure.Kind, operand: Dimension?) {
    let operand = try total()
    switch name {
    case "growth":
      try step(.comma, "',' and 1d, 7d, 1mo or 1y")
      let periods = GrowthPeriod.allCases.map(\.rawValue)
      guard let period = GrowthPeriod(rawValue: token.text) else {
        throw error("1d, 7d, 1mo or 1y", among: periods)
      }
      at += 1
      return (.growth(period), operand)
    case "hhi": return (.herfindahl(try member()), operand)
    case "gini": return (.gini(try member()), operand)
    case "cr":
      let member = try member()
      try step(.comma, "',' and how many of the largest")
      guard let count = Int(token.text), count >= 1 else {
        throw error("a whole number from 1, such as 4")
      }
      at += 1
      return (.concentration(member, count: count), operand)
    default: return (.share, operand)
    }
  }

  /// `sum(f)` or `count()` inside another measure; `nil` for the latter.
  private mutating func total() throws(QueryError) -> Dimension? {
    guard token.text == "sum" || token.text == "count" else {
      throw error("sum(…) or count()", among: ["sum", "count"])
    }
    let isCount = token.text == "count"
    at += 1
    try step(.open, "'(' after '\(isCount ? "count" : "sum")'")
    let operand = isCount ? nil : try quantity()
    try step(.close, "')'")
    return operand
  }

  private mutating func member() throws(QueryError) -> Dimension {
    try step(.comma, "',' and the dimension whose shares are compared")
    return try dimension()
  }

  private mutating func rank() throws(QueryError) -> Double {
    try step(.comma, "',' and a rank from 0 to 1")
    guard let rank = Double(token.text), (0...1).contains(rank) else {
      throw error("a rank from 0 to 1 such as 0.95")
    }
    at += 1
    return rank
  }

  private mutating func dimension() throws(QueryError) -> Dimension {
    guard token.kind == .word, let dimension = Dimension(named: token.text, of: recordClass) else {
      throw error(
        "a field or dimension of \(recordClass.name)", among: Dimension.names(of: recordClass))
    }
    at += 1
    return dimension
  }

  private mutating func quantity() throws(QueryError) -> Dimension {
    try dimension("a number or money of \(recordClass.name)", where: \.isQuantity)
  }

  private mutating func ordered() throws(QueryError) -> Dimension {
    try dimension("a number, money or time of \(recordClass.name)", where: \.isOrdered)
  }

  private mutating func dimension(
    _ expected: String, where isRight: (ValueType) -> Bool
  ) throws(QueryError) -> Dimension {
    let names = Dimension.names(of: recordClass)
    let right = names.filter {
      Dimension(named: $0, of: recordClass).map { isRight($0.type) } == true
    }
    guard token.kind == .word, let dimension = Dimension(named: token.text, of: recordClass),
      isRight(dimension.type)
    else { throw error(expected, among: right) }
    at += 1
    return dimension
  }

  private mutating func step(_ kind: QueryToken.Kind, _ expected: String) throws(QueryError) {
    guard token.kind == kind else { throw error(expected) }
    at += 1
  }

  private func error(_ expected: String, among candidates: [String] = []) -> QueryError {
    QueryError(
      part: .measure, text: text, range: token.range, expected: expected, found: token.text,
      nearest: token.kind == .word ? nearestWord(to: token.text, among: candidates) : nil)
  }
}
