/// A code of the goods-and-services classification for tax: a text of 19 digits.
///
/// Levels: 1 digit, then nine of 2 digits. The 4,300 codes in use are not listed here, so only the
/// form and the kind (first digit) are judged.
public enum TaxCode: Identifier {
  public static let length = 19

  /// What is sold, by the first digit.
  public enum Kind: UInt8, CaseIterable, Sendable {
    case goods = 1
    case labour
    case service
    case intangible
    case property
    case nonTaxable
  }

  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard bytes.count == length else { return .invalid(.length(of: .taxCode)) }
    if let position = firstNonDigit(bytes) {
      return .invalid(.character(at: position, of: .taxCode))
    }
    return Kind(rawValue: bytes[0] - UInt8(ascii: "0")) == nil ? .invalid(.taxKind) : .valid
  }

  /// The kind of an at least well-formed code; `nil` for other texts.
  public static func kind(of bytes: UnsafeRawBufferPointer) -> Kind? {
    judge(bytes).isValid ? Kind(rawValue: bytes[0] - UInt8(ascii: "0")) : nil
  }

  /// Whether the code lies under 101, agricultural products.
  public static func isAgricultural(_ bytes: UnsafeRawBufferPointer) -> Bool {
    judge(bytes).isValid && bytes.starts(with: "101")
  }
}
