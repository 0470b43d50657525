import Commerce

/// A value written in a filter, read as its dimension's type asks.
enum Literal: Hashable, Sendable {
  case text(String)
  /// A number in the dimension's own measure: yuan, hours, pieces.
  case exact(ExactDecimal)
  /// A time in microseconds, a unit of the calendar, digits as a number, or 0 and 1 for a flag.
  case cell(Int64)

  /// `nil` where the text is no value of the type.
  init?(_ text: String, as type: ValueType) {
    switch type {
    case .text: self = .text(text)
    case .digits(let count):
      guard text.utf8.count == count, let number = Int64(text) else { return nil }
      self = .cell(number)
    case .money, .decimal, .integer, .hours:
      guard let number = DecimalText(text), !number.isRounded else { return nil }
      self = .exact(number.decimal)
    case .time:
      guard let time = Timestamp(text) else { return nil }
      self = .cell(time.microseconds)
    case .flag:
      guard let flag = ["false": Int64(0), "true": 1][text.lowercased()] else { return nil }
      self = .cell(flag)
    case .calendar(let unit):
      guard let value = unit.value(of: text) else { return nil }
      self = .cell(value)
    }
  }
}
