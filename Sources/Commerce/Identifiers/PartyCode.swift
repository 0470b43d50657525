/// Who takes part in a trade: a credit code, `person:HASH` or `foreign:ID`.
public enum PartyCode: Identifier {
  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard let prefix = otherForm(bytes) else { return CreditCode.judge(bytes) }
    return bytes.count > prefix ? .valid : .invalid(.emptyParty)
  }

  /// Whether the text is a credit code by its form, right or wrong: neither a person nor foreign.
  public static func isCreditCode(_ bytes: UnsafeRawBufferPointer) -> Bool {
    otherForm(bytes) == nil
  }

  /// Whether the party is of another country by its form.
  public static func isForeign(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: "foreign:")
  }

  /// The division of the authority that registered the party: digits 3–8 of a credit code; `nil`
  /// for other forms and where they are not digits.
  public static func division(
    of bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    guard otherForm(bytes) == nil, bytes.count == CreditCode.length else { return nil }
    let division = UnsafeRawBufferPointer(rebasing: bytes[2..<8])
    return firstNonDigit(division) == nil ? division : nil
  }

  /// The length of the `person:` or `foreign:` that the text begins with; `nil` for neither.
  private static func otherForm(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if bytes.starts(with: "person:") { return 7 }
    return bytes.starts(with: "foreign:") ? 8 : nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes begin with those of `prefix`.
  @inline(__always)
  func starts(with prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { expected in
      for index in expected.indices where self[index] != expected[index] { return false }
      return true
    }
  }
}
