/// One value of a record or of an answer, as screens and outputs show it.
///
/// Never on the path from bytes to columns.
public enum FieldValue: Hashable, Sendable {
  /// Not given, not known, or not defined: never zero.
  case absent
  case text(String)
  case money(Money)
  /// Exact decimal; also sums of money, which may pass the range of `Money`.
  case decimal(ExactDecimal)
  case integer(Int64)
  /// A mean, quantile or ratio.
  case number(Double)
  case time(Timestamp)
  case flag(Bool)
}

extension FieldValue: CustomStringConvertible {
  /// The form that CSV carries, empty for absent.
  public var description: String {
    switch self {
    case .absent: ""
    case .text(let text): text
    case .money(let money): money.description
    case .decimal(let decimal): decimal.description
    case .integer(let integer): String(integer)
    case .number(let number): String(describing: number)
    case .time(let time): time.description
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// The nearest binary64 number, for bars and sorting; `nil` where the value is no number.
  public var double: Double? {
    switch self {
    case .money(let money): Double(money.units) / 10_000
    case .decimal(let decimal): decimal.double
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case .time(let time): Double(time.microseconds) / 1_000_000
    case .absent, .text, .flag: nil
    }
  }
}
