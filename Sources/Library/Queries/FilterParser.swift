import Commerce

/// Reads a filter by recursive descent: `or` binds weakest, then `and`, then `not`.
struct FilterParser {
  /// Brackets and `not` may nest this deep; more is refused rather than risk the stack.
  private static let deepest = 200
  /// Signs of other languages, and what they are here.
  private static let signs = ["==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "=!": "!="]

  private let text: String
  private let recordClass: RecordClass
  private let tokens: [QueryToken]
  private var at = 0
  private var depth = 0

  init(_ text: String, for recordClass: RecordClass) {
    self.text = text
    self.recordClass = recordClass
    tokens = queryTokens(text)
  }

  mutating func parse() throws(QueryError) -> Condition {
    let condition = try alternatives()
    guard token.kind == .end else {
      throw error("'and', 'or' or the end", among: ["and", "or"])
    }
    return condition
  }

  private var token: QueryToken { tokens[at] }

  private mutating func advance() -> QueryToken {
    defer { if at < tokens.count - 1 { at += 1 } }
    return tokens[at]
  }

  /// Steps over a key word, in any case of letters, where it comes next.
  private mutating func take(_ word: String) -> Bool {
    guard token.kind == .word, token.text.lowercased() == word else { return false }
    at += 1
    return true
  }

  private mutating func alternatives() throws(QueryError) -> Condition {
    var parts = [try conjunction()]
    while take("or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(QueryError) -> Condition {
    var parts = [try negation()]
    while take("and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(QueryError) -> Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FilterParser.deepest else {
      throw error("at most \(FilterParser.deepest) brackets inside each other")
    }
    if take("not") { return .not(try negation()) }
    guard token.kind == .open else { return try comparison() }
    _ = advance()
    let inner = try alternatives()
    guard token.kind == .close else {
      throw error("'and', 'or' or ')'", among: ["and", "or"])
    }
    _ = advance()
    return inner
  }

  private mutating func comparison() throws(QueryError) -> Condition {
    let dimension = try dimension()
    if take("is") {
      let isNegated = take("not")
      guard take("absent") else {
        throw error(isNegated ? "'absent'" : "'absent' or 'not absent'", among: ["absent"])
      }
      return isNegated ? .not(.isAbsent(dimension)) : .isAbsent(dimension)
    }
    if token.kind == .sign {
      guard let sign = Comparison(rawValue: token.text) else {
        throw error("a comparison", among: [FilterParser.signs[token.text] ?? "="])
      }
      _ = advance()
      return .compare(dimension, sign, try literal(for: dimension))
    }
    let isNegated = take("not")
    if take("in") {
      let set = Condition.isIn(dimension, try literals(for: dimension))
      return isNegated ? .not(set) : set
    }
    if dimension.type.hasPatterns, take("like") {
      let pattern = Condition.like(dimension, try pattern())
      return isNegated ? .not(pattern) : pattern
    }
    if dimension.type == .flag, !isNegated, endsComparison { return .holds(dimension) }
    throw error(
      "=, !=, <, <=, >, >=, in, like or 'is absent' after '\(dimension.name)'",
      among: ["in", "like", "is", "not"])
  }

  /// Whether what comes next can follow a flag that stands alone.
  private var endsComparison: Bool {
    switch token.kind {
    case .end, .close: true
    case .word: ["and", "or"].contains(token.text.lowercased())
    default: false
    }
  }

  private mutating func dimension() throws(QueryError) -> Dimension {
    let names = Dimension.names(of: recordClass)
    guard token.kind == .word, let dimension = Dimension(named: token.text, of: recordClass) else {
      throw error("a field or dimension of \(recordClass.name)", among: names)
    }
    _ = advance()
    return dimension
  }

  private mutating func literal(for dimension: Dimension) throws(QueryError) -> Literal {
    guard token.kind == .word || token.kind == .quoted,
      let literal = Literal(token.text, as: dimension.type)
    else { throw error(dimension.type.example) }
    _ = advance()
    return literal
  }

  private mutating func literals(for dimension: Dimension) throws(QueryError) -> [Literal] {
    guard token.kind == .open else { throw error("'(' and a list of values") }
    _ = advance()
    var literals = [try literal(for: dimension)]
    while token.kind == .comma {
      _ = advance()
      literals.append(try literal(for: dimension))
    }
    guard token.kind == .close else { throw error("',' or ')'") }
    _ = advance()
    return literals
  }

  private mutating func pattern() throws(QueryError) -> String {
    guard token.kind == .quoted || token.kind == .word else {
      throw error("a pattern such as \"%phone%\"")
    }
    return advance().text
  }

  /// An error at the next token, with the nearest of the words that could stand there.
  private func error(_ expected: String, among candidates: [String] = []) -> QueryError {
    let isUnclosed = token.kind == .unclosed
    return QueryError(
      part: .where, text: text, range: token.range,
      expected: isUnclosed ? "a closing quote" : expected,
      found: isUnclosed ? String(Array(text)[token.range]) : token.text,
      nearest: token.kind == .word || token.kind == .sign
        ? nearestWord(to: token.text, among: candidates) : nil)
  }
}
