/// The number of a tax invoice: 20 digits on fully digital ones, 8 beside a code on older forms.
///
/// Digital: `1–2 year | 3–4 tax bureau | 5 issuing channel | 6–20 serial`, no check digit.
public enum InvoiceNumber: Identifier {
  public static let digitalLength = 20
  public static let paperLength = 8

  public static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    guard bytes.count == digitalLength || bytes.count == paperLength else {
      return .invalid(.length(of: .invoiceNumber))
    }
    if let position = firstNonDigit(bytes) {
      return .invalid(.character(at: position, of: .invoiceNumber))
    }
    guard bytes.count == digitalLength else { return .valid }
    return TaxBureau.isKnown(twoDigits(bytes, 2)) ? .valid : .suspicious(.unknownTaxBureau)
  }

  /// Judges the number beside the invoice code (empty for none) and the year of issue (`nil` where
  /// it is not known).
  public static func verdict(
    of number: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer, issuedIn year: Int?
  ) -> Verdict {
    let verdict = verdict(of: number)
    guard verdict != .suspicious(.notation), !verdict.isInvalid else { return verdict }
    if number.count == paperLength {
      return code.isEmpty
        ? .suspicious(.missingInvoiceCode) : InvoiceCode.verdict(of: code, issuedIn: year)
    }
    if let year, twoDigits(number, 0) != year % 100 { return .suspicious(.issueYear(year % 100)) }
    return code.isEmpty ? verdict : .suspicious(.needlessInvoiceCode)
  }

  /// Whether `verdict(of:code:issuedIn:)` is valid, without the reason.
  ///
  /// For the usual number of 20 digits it takes three words of them.
  public static func isValid(
    _ number: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer, issuedIn year: Int?
  ) -> Bool {
    guard number.count == digitalLength else {
      return verdict(of: number, code: code, issuedIn: year).isValid
    }
    guard code.isEmpty, areDigits(number), TaxBureau.isKnown(twoDigits(number, 2)) else {
      return false
    }
    return year.map { twoDigits(number, 0) == $0 % 100 } ?? true
  }
}
