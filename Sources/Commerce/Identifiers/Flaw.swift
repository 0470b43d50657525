/// The one fact that is wrong with an identifier: plain values, put into words only when shown.
public enum Flaw: Hashable, Sendable {
  case length(of: IdentifierForm)
  /// A character that may not stand at this position (from 1).
  case character(at: Int, of: IdentifierForm)
  /// A letter that no code has and that is easily mistaken for `meant`; with it the code is right.
  case confusable(at: Int, meant: UInt8)
  /// The check digit at this position should be `expected` (ASCII).
  case checkDigit(UInt8, at: Int)
  /// The check digit of the organisation code inside a credit code (GB 11714, position 17).
  case organisationDigit(UInt8)
  /// Right after blanks, hyphens, full-width or small letters are put right.
  case notation
  /// `person:` or `foreign:` with nothing behind it.
  case emptyParty
  case unknownRegistrar
  case unknownDivision
  case unknownTaxBureau
  /// The number carries another year than the day of issue, of which these are the last two digits.
  case issueYear(Int)
  /// The form was printed after the year of issue, of which these are the last two digits.
  case plateYear(Int)
  case missingInvoiceCode
  case needlessInvoiceCode
  case unknownCodeKind
  case reservedService
  case unknownCountry
  case carrierPattern(Carrier)
  case unknownIndustry
  /// The letter is not that of the section (ASCII) that holds the division.
  case section(UInt8)
  case taxKind
  case unknownRate
  case rateNotInForce
}

/// The forms of identifiers, as far as length and alphabet go.
public enum IdentifierForm: UInt8, Hashable, Sendable {
  case creditCode
  case legacyNumber
  case invoiceNumber
  case invoiceCode
  case postalItem
  case tradeItem
  case division
  case industry
  case taxCode

  /// `18 characters`, `8, 12, 13 or 14 digits`.
  public var description: String {
    switch self {
    case .creditCode: "18 digits and capital letters without I, O, S, V and Z"
    case .legacyNumber: "15 digits"
    case .invoiceNumber: "20 digits, or 8 beside an invoice code"
    case .invoiceCode: "10 or 12 digits"
    case .postalItem: "two letters, nine digits and two letters such as RR473124829GB"
    case .tradeItem: "8, 12, 13 or 14 digits"
    case .division: "2, 4, 6, 9 or 12 digits"
    case .industry: "2 to 4 digits, with or without the letter of the section"
    case .taxCode: "19 digits"
    }
  }
}

extension Flaw {
  /// What should have stood there, for messages that end in "found '…'": `check digit 6 at
  /// position 18`.
  public var expected: String {
    switch self {
    case .length(let form): form.description
    case .character(let position, let form): "\(form.description) (see position \(position))"
    case .confusable(let position, let meant): "\(letter(meant)) at position \(position)"
    case .checkDigit(let digit, let position):
      "check digit \(letter(digit)) at position \(position)"
    case .organisationDigit(let digit):
      "check digit \(letter(digit)) of the organisation code at position 17"
    case .notation: "no blanks, hyphens, small or full-width letters"
    case .emptyParty: "an id behind the colon"
    case .issueYear(let year): "the year of issue, \(padded(year, 2)), in the first two digits"
    case .plateYear(let year): "a year not after that of issue, \(padded(year, 2))"
    case .carrierPattern(let carrier): "a number as \(carrier.name) gives them"
    case .section(let section): "section \(letter(section))"
    default: knownExpectation
    }
  }

  private var knownExpectation: String {
    switch self {
    case .unknownRegistrar: "a known registering department and type in the first two positions"
    case .unknownDivision: "a division of a known province"
    case .unknownTaxBureau: "the code of a known tax bureau"
    case .missingInvoiceCode: "an invoice code beside a number of 8 digits"
    case .needlessInvoiceCode: "no invoice code beside a number of 20 digits"
    case .unknownCodeKind: "0, 1 or 2 as the first of 12 digits"
    case .reservedService: "a service letter other than J, K, S, T and W"
    case .unknownCountry: "a country of ISO 3166 in the last two letters"
    case .unknownIndustry: "a division of GB/T 4754-2017, 01 to 97"
    case .taxKind: "1 to 6 as the first digit"
    case .unknownRate: "a VAT or levy rate"
    case .rateNotInForce: "a rate in force on the day of issue"
    default: ""
    }
  }
}

private func letter(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }
