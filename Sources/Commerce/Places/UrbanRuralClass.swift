/// The urban-rural class of a place (Guohan [2008] 60, Guotongzi [2009] 91): three digits.
public enum UrbanRuralClass: Int, CaseIterable, Sendable {
  case mainUrban = 111
  case urbanRuralFringe = 112
  case townCentre = 121
  case townFringe = 122
  case special = 123
  case townshipCentre = 210
  case village = 220

  /// The class with this code; `nil` for other texts.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 3, firstNonDigit(bytes) == nil else { return nil }
    self.init(rawValue: digitValue(bytes[0]) * 100 + twoDigits(bytes, 1))
  }

  /// Whether the first digit is 2.
  public var isRural: Bool { rawValue >= 200 }
}
