/// A code of the industrial classification GB/T 4754-2017: 2 to 4 digits, perhaps behind the
/// letter of the section (`5292`, `F5292`).
///
/// 20 sections, 97 divisions (the first two digits). Groups and classes are not checked.
public enum IndustryCode: Identifier {
  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard let first = bytes.first else { return .invalid(.length(of: .industry)) }
    let hasLetter = first >= UInt8(ascii: "A") && first <= UInt8(ascii: "T")
    let digits = UnsafeRawBufferPointer(rebasing: bytes[(hasLetter ? 1 : 0)...])
    guard (2...4).contains(digits.count) else { return .invalid(.length(of: .industry)) }
    if let position = firstNonDigit(digits) {
      return .invalid(.character(at: position + (hasLetter ? 1 : 0), of: .industry))
    }
    guard let section = section(ofDivision: twoDigits(digits, 0)) else {
      return .suspicious(.unknownIndustry)
    }
    return hasLetter && first != section ? .suspicious(.section(section)) : .valid
  }

  /// The letter (ASCII) of the section that holds the code; `nil` for a text of another form and
  /// for unknown divisions.
  public static func section(of bytes: UnsafeRawBufferPointer) -> UInt8? {
    guard !judge(bytes).isInvalid else { return nil }
    let hasLetter = bytes[0] > UInt8(ascii: "9")
    return section(ofDivision: twoDigits(bytes, hasLetter ? 1 : 0))
  }

  /// The letter of the section of a division, 1 to 97.
  static func section(ofDivision division: Int) -> UInt8? {
    guard (1...97).contains(division),
      let index = lastDivisions.firstIndex(where: { division <= $0 })
    else { return nil }
    return UInt8(ascii: "A") + UInt8(index)
  }

  /// The last division of each section from A to T.
  private static let lastDivisions = [
    5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97,
  ]
}
