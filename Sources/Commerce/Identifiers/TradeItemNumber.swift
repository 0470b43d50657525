/// The number of a trade item: GTIN-8, -12, -13 or -14 (GB 12904), with its check digit.
///
/// Weights 3 and 1 alternate from the right, modulo 10. A GTIN says who licensed the number, not
/// where the goods were made.
public enum TradeItemNumber: Identifier {
  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    switch bytes.count {
    case 8, 12, 13, 14: break
    default: return .invalid(.length(of: .tradeItem))
    }
    if let position = firstNonDigit(bytes) {
      return .invalid(.character(at: position, of: .tradeItem))
    }
    let last = bytes.count - 1
    let check = checkDigit(of: UnsafeRawBufferPointer(rebasing: bytes[..<last]))
    return bytes[last] == check ? .valid : .invalid(.checkDigit(check, at: last + 1))
  }

  /// The check digit that belongs behind `digits`.
  public static func checkDigit(of digits: UnsafeRawBufferPointer) -> UInt8 {
    var sum = 0
    var weight = 3
    for digit in digits.reversed() {
      sum += digitValue(digit) * weight
      weight = 4 - weight
    }
    return asciiDigit((10 - sum % 10) % 10)
  }
}
