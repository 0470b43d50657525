package import Commerce

/// What joins two parts of an expression.
enum ExpressionOperator: Character {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case join = "&"
}

/// What a mapping computes from the columns of a row: `price * quantity`, `'foreign:' & vendor`.
///
/// `Column`: a column's name as it is written, or its index once the header is known.
indirect enum Expression<Column: Hashable & Sendable>: Hashable, Sendable {
  case column(Column)
  case text([UInt8])
  case number(ExactDecimal)
  case operation(ExpressionOperator, Expression, Expression)
  /// The first of several that is there.
  case coalesce([Expression])

  /// The same with other columns.
  func mapped<Other>(_ transform: (Column) -> Other) -> Expression<Other> {
    switch self {
    case .column(let column): .column(transform(column))
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .operation(let kind, let left, let right):
      .operation(kind, left.mapped(transform), right.mapped(transform))
    case .coalesce(let parts): .coalesce(parts.map { $0.mapped(transform) })
    }
  }

  /// The columns that it reads.
  var columns: [Column] {
    switch self {
    case .column(let column): [column]
    case .text, .number: []
    case .operation(_, let left, let right): left.columns + right.columns
    case .coalesce(let parts): parts.flatMap(\.columns)
    }
  }
}

/// What an expression comes to.
enum ExpressionValue {
  /// A column that it needs is empty.
  case absent
  case number(ExactDecimal)
  case text([UInt8])
  /// A text where a number is needed, or a number out of range.
  case unreadable([UInt8])
}

extension Expression where Column == Int {
  /// Lends the bytes of a column.
  typealias Texts = (Int, (UnsafeRawBufferPointer) -> ExpressionValue) -> ExpressionValue

  /// Computes the value for one row.
  func value(_ style: NumberStyle, _ text: Texts) -> ExpressionValue {
    switch self {
    case .column(let column):
      return text(column) { $0.isEmpty ? .absent : .text(Array($0)) }
    case .text(let bytes): return .text(bytes)
    case .number(let number): return .number(number)
    case .coalesce(let parts):
      for part in parts {
        let value = part.value(style, text)
        if case .absent = value { continue }
        return value
      }
      return .absent
    case .operation(.join, let left, let right):
      guard let first = left.value(style, text).bytes, let second = right.value(style, text).bytes
      else { return .absent }
      return .text(first + second)
    case .operation(let kind, let left, let right):
      return number(kind, left.value(style, text), right.value(style, text), style)
    }
  }

  private func number(
    _ kind: ExpressionOperator, _ left: ExpressionValue, _ right: ExpressionValue,
    _ style: NumberStyle
  ) -> ExpressionValue {
    switch (left.number(style), right.number(style)) {
    case (.number(let first), .number(let second)):
      guard let result = first.combined(kind.rawValue, second) else {
        return .unreadable(Array("\(first) \(kind.rawValue) \(second)".utf8))
      }
      return .number(result)
    case (.unreadable(let bytes), _), (_, .unreadable(let bytes)): return .unreadable(bytes)
    default: return .absent
    }
  }
}

extension ExpressionValue {
  /// The value as a number; a text that is none becomes unreadable.
  func number(_ style: NumberStyle) -> ExpressionValue {
    guard case .text(let bytes) = self else { return self }
    return bytes.withUnsafeBytes { style.number($0) }.map { .number($0) } ?? .unreadable(bytes)
  }

  /// The value as text; `nil` where it is absent.
  var bytes: [UInt8]? {
    switch self {
    case .absent: nil
    case .number(let number): Array(number.description.utf8)
    case .text(let bytes), .unreadable(let bytes): bytes
    }
  }
}

extension NumberStyle {
  /// The number that a text is in this style; `nil` for none.
  package func number(_ text: UnsafeRawBufferPointer) -> ExactDecimal? {
    withUnsafeTemporaryAllocation(byteCount: text.count + 2, alignment: 1) { room in
      guard let start = room.baseAddress, let plain = plain(text, into: start) else {
        return DecimalText(text)?.decimal
      }
      let digits = UnsafeRawBufferPointer(start: start, count: plain.count)
      guard let number = DecimalText(digits)?.decimal else { return nil }
      guard plain.isPercent else { return number }
      return number.combined("/", ExactDecimal(tenThousandths: 1_000_000))
    }
  }
}

extension ExactDecimal {
  /// The sum, difference, product or quotient, rounded half to even at thirteen decimals; `nil` out of
  /// range, and for a division by zero.
  func combined(_ operation: Character, _ other: ExactDecimal) -> ExactDecimal? {
    let one: Int128 = 10_000_000_000_000
    switch operation {
    case "+":
      let (sum, overflow) = units.addingReportingOverflow(other.units)
      return overflow ? nil : ExactDecimal(units: sum)
    case "-":
      let (difference, overflow) = units.subtractingReportingOverflow(other.units)
      return overflow ? nil : ExactDecimal(units: difference)
    case "*":
      return divided(units.multipliedFullWidth(by: other.units), by: one)
    default:
      guard other.units != 0 else { return nil }
      return divided(units.multipliedFullWidth(by: one), by: other.units)
    }
  }

  /// `product` ÷ `divisor`, rounded half to even; `nil` where the quotient is out of range.
  private func divided(
    _ product: (high: Int128, low: UInt128), by divisor: Int128
  ) -> ExactDecimal? {
    // The quotient must fit, or the division would trap.
    guard product.high.magnitude < divisor.magnitude / 4 else { return nil }
    var (quotient, remainder) = divisor.dividingFullWidth(product)
    let twice = remainder.magnitude &* 2
    let isNegative = (product.high < 0) != (divisor < 0)
    if twice > divisor.magnitude || twice == divisor.magnitude && quotient & 1 != 0 {
      quotient += isNegative ? -1 : 1
    }
    return ExactDecimal(units: quotient)
  }
}
