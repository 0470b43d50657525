/// A decimal number read from text: sign, digits, at most one point, an exponent where JSON has one.
public struct DecimalText: Equatable, Sendable {
  /// The number, rounded half to even where the text has more than thirteen decimals.
  public let decimal: ExactDecimal
  /// Whether the text had more decimals than thirteen, not all of them zero.
  public let isRounded: Bool

  /// Reads the whole of `bytes`; `nil` where they are no number or it is out of range.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    let end = bytes.count
    var isNegative = false
    if at < end, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    var mantissa: Int128 = 0
    var digits = 0
    var decimals = 0
    var hasPoint = false
    while at < end {
      let byte = bytes[at]
      if byte &- UInt8(ascii: "0") < 10 {
        let (scaled, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        guard !overflow, digits < 38 else { return nil }
        mantissa = scaled + Int128(byte &- UInt8(ascii: "0"))
        digits += 1
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      at += 1
    }
    guard digits > 0 else { return nil }
    if at < end {
      guard bytes[at] | 0x20 == UInt8(ascii: "e"),
        let exponent = smallInteger(UnsafeRawBufferPointer(rebasing: bytes[(at + 1)...]))
      else { return nil }
      decimals -= exponent
    }
    guard let rescaled = rescale(mantissa, from: decimals) else { return nil }
    decimal = ExactDecimal(units: isNegative ? -rescaled.units : rescaled.units)
    isRounded = rescaled.isRounded
  }

  public init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ DecimalText(UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = number
  }
}

/// An exponent of at most two digits.
private func smallInteger(_ bytes: UnsafeRawBufferPointer) -> Int? {
  guard let first = bytes.first else { return nil }
  let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
  let digits = isSigned ? bytes.dropFirst() : bytes[...]
  guard (1...2).contains(digits.count) else { return nil }
  var value = 0
  for byte in digits {
    guard byte &- UInt8(ascii: "0") < 10 else { return nil }
    value = value * 10 + Int(byte &- UInt8(ascii: "0"))
  }
  return first == UInt8(ascii: "-") ? -value : value
}

/// `mantissa` × 10^-`decimals` in units of 10⁻¹³, rounded half to even; `nil` when out of range.
private func rescale(_ mantissa: Int128, from decimals: Int) -> (units: Int128, isRounded: Bool)? {
  var units = mantissa
  var places = decimals
  while places < ExactDecimal.places {
    let (scaled, overflow) = units.multipliedReportingOverflow(by: 10)
    guard !overflow else { return nil }
    units = scaled
    places += 1
  }
  guard places > ExactDecimal.places else { return (units, false) }
  return roundHalfToEven(units, dropping: places - ExactDecimal.places)
}

/// `units` ÷ 10^`dropping`, rounded half to even; `units` must not be negative.
func roundHalfToEven(_ units: Int128, dropping: Int) -> (units: Int128, isRounded: Bool) {
  guard dropping <= 38 else { return (0, units != 0) }
  var divisor: Int128 = 1
  for _ in 0..<min(dropping, 38) { divisor *= 10 }
  let (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
  let half = divisor / 2
  let roundsUp = remainder > half || (remainder == half && quotient & 1 == 1)
  return (roundsUp ? quotient + 1 : quotient, remainder != 0)
}

extension ExactDecimal {
  /// The nearest amount of money, half to even, and whether that lost anything; `nil` out of range.
  public var roundedToMoney: (money: Money, isRounded: Bool)? {
    let magnitude = units < 0 ? -units : units
    let rounded = roundHalfToEven(magnitude, dropping: ExactDecimal.places - Money.places)
    guard let small = Int64(exactly: units < 0 ? -rounded.units : rounded.units) else {
      return nil
    }
    return (Money(units: small), rounded.isRounded)
  }
}
