/// The code of an administrative division: GB/T 2260's six digits (province, prefecture, county),
/// nine or twelve with township and village, or the two or four of a whole unit above.
///
/// No table of the counties is kept: a code is known when its province is. 100000 stands for the
/// state-level register, and development zones have codes that GB/T 2260 does not list.
public enum DivisionCode: Identifier {
  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    switch bytes.count {
    case 2, 4, 6, 9, 12: break
    default: return .invalid(.length(of: .division))
    }
    if let position = firstNonDigit(bytes) {
      return .invalid(.character(at: position, of: .division))
    }
    return hasKnownProvince(bytes) ? .valid : .suspicious(.unknownDivision)
  }

  /// Whether the first two digits are those of a province, or the code is the state's 100000.
  static func hasKnownProvince(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let code = provinceCode(of: bytes) else { return false }
    return Province.isKnown(code) || bytes.starts(with: "100000")
  }

  /// The number of the first two digits, known or not; `nil` where they are not digits.
  public static func provinceCode(of bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 2, digitValue(bytes[0]) < 10, digitValue(bytes[1]) < 10 else {
      return nil
    }
    return twoDigits(bytes, 0)
  }

  /// The digits that name the unit at this level; `nil` where the code is shorter or begins with
  /// something else than digits.
  public static func prefix(
    _ level: DivisionLevel, of bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    guard bytes.count >= level.digits else { return nil }
    let prefix = UnsafeRawBufferPointer(rebasing: bytes[..<level.digits])
    return firstNonDigit(prefix) == nil ? prefix : nil
  }
}
