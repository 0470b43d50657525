/// What the values of a dimension are, how they compare and how they are printed.
public enum ValueType: Hashable, Sendable {
  case text
  /// Text of exactly so many digits: `33` for a province.
  case digits(Int)
  case money
  case decimal
  case integer
  /// Hours, kept exactly in microseconds and read as binary64.
  case hours
  case time
  case flag
  /// A unit of the calendar in +08:00, printed as schemas.md says.
  case calendar(CalendarUnit)

  /// The word for `type` in JSON.
  public var word: String {
    switch self {
    case .text, .digits: "text"
    case .money: "money"
    case .decimal: "decimal"
    case .integer: "integer"
    case .hours: "number"
    case .time: "time"
    case .flag: "boolean"
    case .calendar(let unit): unit.isNumber ? "integer" : "text"
    }
  }

  /// Whether sums, means and quantiles of the values have a meaning.
  public var isQuantity: Bool {
    switch self {
    case .money, .decimal, .integer, .hours: true
    case .text, .digits, .time, .flag, .calendar: false
    }
  }

  /// Whether the values have a least and a greatest.
  public var isOrdered: Bool { isQuantity || self == .time }

  /// Whether `like` has a meaning for the values.
  var hasPatterns: Bool {
    switch self {
    case .text, .digits, .calendar: true
    case .money, .decimal, .integer, .hours, .time, .flag: false
    }
  }

  /// Units of a cell that make one: 10,000 for money, kept in ten-thousandths.
  package var scale: Int64 {
    switch self {
    case .money, .decimal: 10_000
    case .hours: 3_600_000_000
    case .text, .digits, .integer, .time, .flag, .calendar: 1
    }
  }

  /// An example for error texts.
  var example: String {
    switch self {
    case .text: "a text such as \"live\""
    case .digits(let count): "\(count) digits such as \("330106".prefix(count))"
    case .money: "an amount such as 100.00"
    case .decimal: "a number such as 0.13"
    case .integer: "a whole number such as 3"
    case .hours: "a number of hours such as 48"
    case .time: "a time such as 2026-06-01 or 2026-06-01T13:05:00+08:00"
    case .flag: "true or false"
    case .calendar(let unit): "a value of \(unit.rawValue) such as \(unit.example)"
    }
  }
}
