/// The code that stands beside the number on paper and early electronic invoices.
///
/// 10 digits: `1–4 region | 5–6 year of the plate | 7 batch | 8 language | 9 copies | 10 amount
/// version`. 12 digits: `1 kind of tax authority (0 national, 1 state, 2 local) | 2–5 region | 6–7
/// year | …`.
public enum InvoiceCode: Identifier {
  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard bytes.count == 10 || bytes.count == 12 else {
      return .invalid(.length(of: .invoiceCode))
    }
    if let position = firstNonDigit(bytes) {
      return .invalid(.character(at: position, of: .invoiceCode))
    }
    if bytes.count == 12, bytes[0] > UInt8(ascii: "2") { return .suspicious(.unknownCodeKind) }
    return Province.isKnown(twoDigits(bytes, bytes.count == 12 ? 1 : 0))
      ? .valid : .suspicious(.unknownTaxBureau)
  }

  /// Judges the code beside the year of issue (`nil` where it is not known): no form is printed
  /// after it was filled in.
  static func verdict(of bytes: UnsafeRawBufferPointer, issuedIn year: Int?) -> Verdict {
    let verdict = verdict(of: bytes)
    guard verdict.isValid, let year else { return verdict }
    let plateYear = twoDigits(bytes, bytes.count == 12 ? 5 : 4)
    return plateYear <= year % 100 ? .valid : .suspicious(.plateYear(year % 100))
  }
}
