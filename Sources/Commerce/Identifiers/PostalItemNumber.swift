/// The number of a postal item (UPU S10): two letters of service, eight digits, a check digit and
/// the country.
///
/// Weights 8 6 4 2 3 5 9 7; the check digit is 11 − sum modulo 11, where 10 becomes 0 and 11
/// becomes 5.
public enum PostalItemNumber: Identifier {
  public static let length = 13

  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard bytes.count == length else { return .invalid(.length(of: .postalItem)) }
    for index in 0..<length {
      let isLetterPlace = index < 2 || index > 10
      guard isLetterPlace ? isCapital(bytes[index]) : digitValue(bytes[index]) < 10 else {
        return .invalid(.character(at: index + 1, of: .postalItem))
      }
    }
    let check = checkDigit(of: UnsafeRawBufferPointer(rebasing: bytes[2..<10]))
    guard bytes[10] == check else { return .invalid(.checkDigit(check, at: 11)) }
    switch bytes[0] {
    case UInt8(ascii: "J"), UInt8(ascii: "K"), UInt8(ascii: "S"), UInt8(ascii: "T"),
      UInt8(ascii: "W"):
      return .suspicious(.reservedService)
    default: break
    }
    return Country.isKnown(bytes[11], bytes[12]) ? .valid : .suspicious(.unknownCountry)
  }

  /// Whether the text has the form of S10, whatever its check digit.
  public static func hasForm(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count == length, isCapital(bytes[0]), isCapital(bytes[1]),
      isCapital(bytes[11]), isCapital(bytes[12])
    else { return false }
    return firstNonDigit(UnsafeRawBufferPointer(rebasing: bytes[2..<11])) == nil
  }

  /// The check digit that belongs behind eight `digits`.
  public static func checkDigit(of digits: UnsafeRawBufferPointer) -> UInt8 {
    precondition(digits.count == 8, "PostalItemNumber: 8 digits are needed, not \(digits.count)")
    var sum = 0
    for index in 0..<8 { sum += digitValue(digits[index]) * weights[index] }
    let check = 11 - sum % 11
    return asciiDigit(check == 10 ? 0 : check == 11 ? 5 : check)
  }

  private static let weights = [8, 6, 4, 2, 3, 5, 9, 7]
}

/// Whether the byte is an ASCII capital letter.
@inline(__always)
func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
