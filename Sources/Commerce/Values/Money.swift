/// An exact amount of money in units of a ten-thousandth (four decimals).
///
/// The currency is the record's, not the amount's. Range: ±9.2 × 10¹⁴.
public struct Money: Hashable, Comparable, Sendable {
  public static let places = 4
  public static let zero = Money(units: 0)
  /// One hundredth: the tolerance of the arithmetic checks.
  public static let cent = Money(units: 100)

  /// The amount in ten-thousandths.
  public var units: Int64

  public init(units: Int64) { self.units = units }

  /// The amount in hundredths, as `fen`.
  public init(cents: Int64) { units = cents * 100 }

  /// Reads plain decimal text such as `19.99`; `nil` where it is no number, has more than four
  /// decimals or is out of range.
  public init?(_ text: String) {
    guard let number = DecimalText(text), !number.isRounded,
      let units = number.decimal.tenThousandths
    else { return nil }
    self.units = units
  }

  public static func < (left: Money, right: Money) -> Bool { left.units < right.units }

  public static func + (left: Money, right: Money) -> Money {
    Money(units: left.units + right.units)
  }

  public static func - (left: Money, right: Money) -> Money {
    Money(units: left.units - right.units)
  }

  public static prefix func - (amount: Money) -> Money { Money(units: -amount.units) }

  /// The distance from zero.
  public var magnitude: Money { Money(units: abs(units)) }
}

extension Money: CustomStringConvertible {
  /// At least two and at most four decimals: `19.90`, `0.1234`.
  public var description: String { decimalText(Int128(units), places: Money.places, atLeast: 2) }
}
