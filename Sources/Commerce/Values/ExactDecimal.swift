/// An exact decimal number of at most thirteen places, as quantities and unit prices need.
///
/// Value = `units` × 10⁻¹³. Sums never round; the range is ±1.7 × 10²⁵.
public struct ExactDecimal: Hashable, Comparable, Sendable {
  public static let places = 13

  /// The number in units of 10⁻¹³.
  public var units: Int128

  public init(units: Int128) { self.units = units }

  /// A number of ten-thousandths, the unit of money.
  public init(tenThousandths: Int64) { units = Int128(tenThousandths) * 1_000_000_000 }

  public init(_ money: Money) { self.init(tenThousandths: money.units) }

  /// The number in ten-thousandths where that loses nothing and fits 64 bits.
  public var tenThousandths: Int64? {
    let (quotient, remainder) = units.quotientAndRemainder(dividingBy: 1_000_000_000)
    return remainder == 0 ? Int64(exactly: quotient) : nil
  }

  /// The nearest binary64 number.
  public var double: Double { Double(units) / 1e13 }

  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.units < right.units
  }

  public static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    ExactDecimal(units: left.units + right.units)
  }

  public static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    ExactDecimal(units: left.units - right.units)
  }
}

extension ExactDecimal {
  /// The product, cut after the thirteenth place; `nil` out of range.
  public func times(_ other: ExactDecimal) -> ExactDecimal? {
    let wide = units.magnitude.multipliedFullWidth(by: other.units.magnitude)
    guard wide.high < ExactDecimal.one else { return nil }
    let quotient = ExactDecimal.one.dividingFullWidth(wide).quotient
    return ExactDecimal(quotient, isNegative: (units < 0) != (other.units < 0))
  }

  /// The quotient, rounded half up at the thirteenth place; `nil` out of range, and for a divisor
  /// of 0.
  public func divided(by other: ExactDecimal) -> ExactDecimal? {
    let divisor = other.units.magnitude
    let wide = units.magnitude.multipliedFullWidth(by: ExactDecimal.one)
    guard wide.high < divisor else { return nil }
    let (quotient, remainder) = divisor.dividingFullWidth(wide)
    let rounded = remainder >= divisor - remainder ? quotient + 1 : quotient
    return ExactDecimal(rounded, isNegative: (units < 0) != (other.units < 0))
  }

  private static let one: UInt128 = 10_000_000_000_000

  private init?(_ magnitude: UInt128, isNegative: Bool) {
    guard let units = Int128(exactly: magnitude) else { return nil }
    self.init(units: isNegative ? -units : units)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// Plain digits without trailing zeros: `12`, `-0.5`, `3.1415926535897`.
  public var description: String { decimalText(units, places: ExactDecimal.places, atLeast: 0) }
}

/// Writes `units` × 10^-`places` with at least `atLeast` decimals and no zero after those.
func decimalText(_ units: Int128, places: Int, atLeast: Int) -> String {
  var digits = String(units.magnitude)
  if digits.count <= places {
    digits = String(repeating: "0", count: places + 1 - digits.count) + digits
  }
  let whole = digits.dropLast(places)
  var fraction = digits.suffix(places)
  while fraction.count > atLeast, fraction.last == "0" { fraction.removeLast() }
  let sign = units < 0 ? "-" : ""
  return fraction.isEmpty ? sign + whole : sign + whole + "." + fraction
}
