/// The registration number of 15 digits that enterprises had before the credit code (GS 15-2006).
///
/// `1–6 first registering authority (100000: national) | 7–14 sequence | 15 check` by
/// ISO 7064 MOD 11,10 (GB/T 17710).
public enum LegacyNumber: Identifier {
  public static let length = 15

  /// Who is registered, by the first digit of the sequence.
  public enum Kind: Sendable {
    case domestic
    case foreignInvested
    case household
  }

  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard bytes.count == length else { return .invalid(.length(of: .legacyNumber)) }
    if let position = firstNonDigit(bytes) {
      return .invalid(.character(at: position, of: .legacyNumber))
    }
    let check = checkDigit(ofFirst14: bytes)
    guard bytes[14] == check else { return .invalid(.checkDigit(check, at: 15)) }
    let hasKnownProvince = DivisionCode.hasKnownProvince(
      UnsafeRawBufferPointer(rebasing: bytes[..<6]))
    return hasKnownProvince ? .valid : .suspicious(.unknownDivision)
  }

  /// The check digit that belongs behind the first 14 digits of `bytes`.
  public static func checkDigit(ofFirst14 bytes: UnsafeRawBufferPointer) -> UInt8 {
    precondition(bytes.count >= 14, "LegacyNumber: 14 digits are needed, not \(bytes.count)")
    var product = 10
    for index in 0..<14 {
      let sum = (product + digitValue(bytes[index])) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return asciiDigit((11 - product) % 10)
  }

  /// The kind that the number tells; `nil` for a text of another form.
  public static func kind(of bytes: UnsafeRawBufferPointer) -> Kind? {
    guard bytes.count == length, firstNonDigit(bytes) == nil else { return nil }
    switch digitValue(bytes[6]) {
    case 0...3: return .domestic
    case 4...5: return .foreignInvested
    default: return .household
    }
  }
}
