import Commerce

/// Reads the expressions of a mapping.
///
/// Grammar: sums of products of columns (`price`, `"Unit Price"`), numbers, texts (`'foreign:'`),
/// brackets, `coalesce(a, b)` and, where `aggregates` are asked for, one of them around all.
struct ExpressionParser {
  private var rest: Substring

  static func parse(_ text: String) throws(MappingMistake) -> Expression<String> {
    var parser = ExpressionParser(rest: text[...])
    let expression = try parser.sum()
    try parser.end()
    return expression
  }

  /// Reads `sum(price * quantity)`, `count()` and their like.
  static func parseAggregate(
    _ text: String
  ) throws(MappingMistake) -> (JoinAggregate, Expression<String>) {
    var parser = ExpressionParser(rest: text[...])
    parser.skipBlanks()
    let word = parser.word()
    guard let aggregate = JoinAggregate(rawValue: word), parser.take("(") else {
      throw MappingMistake(
        expected: JoinAggregate.allCases.map { "\($0.rawValue)(…)" }.joined(separator: ", "),
        found: text)
    }
    if aggregate == .count, parser.take(")") {
      try parser.end()
      return (.count, .text([]))
    }
    let expression = try parser.sum()
    guard parser.take(")") else { throw parser.mistake("a closing bracket") }
    try parser.end()
    return (aggregate, expression)
  }

  private mutating func sum() throws(MappingMistake) -> Expression<String> {
    var left = try product()
    while let sign = takeOne(of: "+-&") {
      left = .operation(.init(rawValue: sign) ?? .add, left, try product())
    }
    return left
  }

  private mutating func product() throws(MappingMistake) -> Expression<String> {
    var left = try factor()
    while let sign = takeOne(of: "*/") {
      left = .operation(.init(rawValue: sign) ?? .multiply, left, try factor())
    }
    return left
  }

  private mutating func factor() throws(MappingMistake) -> Expression<String> {
    skipBlanks()
    if take("(") {
      let inner = try sum()
      guard take(")") else { throw mistake("a closing bracket") }
      return inner
    }
    if take("-") { return .operation(.subtract, .number(ExactDecimal(units: 0)), try factor()) }
    if let text = try quoted("'") { return .text(Array(text.utf8)) }
    if let name = try quoted("\"") { return .column(name) }
    let word = word()
    guard !word.isEmpty else { throw mistake("a column, a number or a text in single quotes") }
    if word == "coalesce", take("(") { return try coalesce() }
    if word.first?.isASCII == true, word.first?.isNumber == true {
      guard let number = DecimalText(word) else {
        throw MappingMistake(expected: "a number", found: word)
      }
      return .number(number.decimal)
    }
    return .column(word)
  }

  private mutating func coalesce() throws(MappingMistake) -> Expression<String> {
    var parts = [try sum()]
    while take(",") { parts.append(try sum()) }
    guard take(")") else { throw mistake("a closing bracket") }
    return .coalesce(parts)
  }

  /// A text between two marks; a doubled mark stands for one.
  private mutating func quoted(_ mark: Character) throws(MappingMistake) -> String? {
    guard take(mark) else { return nil }
    var text = ""
    while let next = rest.popFirst() {
      if next != mark {
        text.append(next)
      } else if rest.first == mark {
        text.append(mark)
        rest.removeFirst()
      } else {
        return text
      }
    }
    throw MappingMistake(expected: "a closing \(mark)", found: "the end of the text")
  }

  private mutating func word() -> String {
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    rest.removeFirst(word.count)
    return String(word)
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  private mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func takeOne(of characters: String) -> Character? {
    skipBlanks()
    guard let first = rest.first, characters.contains(first) else { return nil }
    rest.removeFirst()
    return first
  }

  private mutating func end() throws(MappingMistake) {
    skipBlanks()
    guard rest.isEmpty else { throw mistake("an operator: + - * / &") }
  }

  private func mistake(_ expected: String) -> MappingMistake {
    MappingMistake(expected: expected, found: rest.isEmpty ? "the end of the text" : String(rest))
  }
}

/// What is wrong with a text of a mapping; its place is added by whoever knows it.
public struct MappingMistake: Error, Equatable {
  public var expected: String
  public var found: String
  /// The right word that is nearest; `nil` for none.
  public var nearest: String?

  public init(expected: String, found: String, nearest: String? = nil) {
    self.expected = expected
    self.found = found
    self.nearest = nearest
  }
}
