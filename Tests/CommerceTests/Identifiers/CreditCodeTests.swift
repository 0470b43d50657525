import Commerce
import Foundation
import TestSupport
import Testing

@Suite("Credit code (GB 32100)")
struct CreditCodeTests {
  @Test(
    "Codes of known enterprises pass both check digits",
    arguments: [
      "914403001922038216", "9144030071526726XG", "91440300708461136T", "91330100799655058B",
      "91330100716105852F", "91330106673959654P", "911103026605015136", "91110108551385082Q",
      "91110108717743469K", "91110000802100433B", "91100000100003962T", "911100001000044477",
      "911000001000013428", "911100001000054748", "9144030010001686XA", "91440300100012316L",
      "91440300192181490G", "91440400192548256N", "91440606722473344C", "91440300192317458F",
      "9111000071093123XX", "91110000710925462X", "91110000710926094P", "911100007109250324",
      "91310000132260250X", "91110000100010433L", "91110000600037341L", "91350100M000100Y43",
      "121200004013590816", "911522010783762860", "91371082775260043P", "914112810713741814",
      "91310115MA1K3BTP2B", "913205056082348768", "92340602MA2PBQAH7E", "91410200769463127C",
      "91350203MA344PKP8K", "91430104MA4M36MH6R", "91152201078382010M", "91620105L015101280",
      "N2340621MF12345679",
    ])
  func knownCodes(code: String) {
    #expect(CreditCode.verdict(of: code) == .valid)
  }

  @Test(
    "A wrong check character is invalid",
    arguments: [
      "91110000600037341N", "914403001922038217", "911000001000044477", "91310115MA1H8R7C6D",
      "91330000MA27Q2XQ2G", "91110108717809965C", "913100006074123456", "91440300770885628T",
      "91150000114093082R", "915300007194052521", "91440101MA59GCT84A",
    ])
  func wrongCheckCharacter(code: String) {
    guard case .invalid(.checkDigit(_, at: 18)) = CreditCode.verdict(of: code) else {
      Issue.record("\(code): \(CreditCode.verdict(of: code))")
      return
    }
  }

  @Test("The message names the check character that belongs there")
  func message() {
    let flaw = CreditCode.verdict(of: "91110000600037341N").flaw

    #expect(flaw?.expected == "check digit L at position 18")
  }

  @Test(
    "A right check character with a wrong organisation digit is suspicious",
    arguments: ["914403001922038203", "91310000631295002H"])
  func wrongOrganisationDigit(code: String) {
    guard case .suspicious(.organisationDigit) = CreditCode.verdict(of: code) else {
      Issue.record("\(code): \(CreditCode.verdict(of: code))")
      return
    }
  }

  @Test("Length and letters are named before the check digits")
  func form() {
    #expect(CreditCode.verdict(of: "12345") == .invalid(.length(of: .creditCode)))
    #expect(CreditCode.verdict(of: "") == .invalid(.length(of: .creditCode)))
    #expect(
      CreditCode.verdict(of: "91350100M000100Y4Z")
        == .invalid(.character(at: 18, of: .creditCode)))
    #expect(
      CreditCode.verdict(of: "9111000060003IOZSV")
        == .invalid(.character(at: 14, of: .creditCode)))
  }

  @Test("I and O are not read as 1 and 0, but the code says what was meant")
  func confusable() {
    #expect(
      CreditCode.verdict(of: "9I4403001922038216")
        == .invalid(.confusable(at: 2, meant: UInt8(ascii: "1"))))
    #expect(
      CreditCode.verdict(of: "9144O3001922038216")
        == .invalid(.confusable(at: 5, meant: UInt8(ascii: "0"))))
  }

  @Test(
    "Blanks, hyphens, small and full-width letters are only doubtful",
    arguments: [
      "91440300-1922038216", " 914403001922038216 ", "9144030071526726xg",
      "９１４４０３００７１５２６７２６ＸＧ",
    ])
  func notation(code: String) {
    #expect(CreditCode.verdict(of: code) == .suspicious(.notation))
  }

  @Test("An unknown department, type or province is a warning")
  func unknownParts() {
    #expect(code("94440300192203821") == .suspicious(.unknownRegistrar))
    #expect(code("91990300192203821") == .suspicious(.unknownDivision))
    #expect(code("91100000192203821") == .valid)
  }

  @Test("Real codes found online pass, and every vector agrees with python-stdnum")
  func published() throws {
    guard let list = sharedData("uscc/valid_found_online.txt"),
      let vectors = sharedData("uscc/vectors.tsv")
    else { return }

    let codes = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
    #expect(codes.count == 200)
    for code in codes { #expect(CreditCode.verdict(of: String(code)) == .valid, "\(code)") }

    let rows = try String(contentsOf: vectors, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.count > 900)
    for row in rows {
      let cells = row.split(separator: "\t").map(String.init)
      let isValid = cells[2] == "valid" || cells[2] == "stdnum normalises: valid"
      #expect(CreditCode.verdict(of: cells[0]).isInvalid != isValid, "\(cells)")
    }
  }

  @Test("No single wrong character of a valid code passes", arguments: 0..<18)
  func substitutions(position: Int) {
    let code = Array("91310115MA1K3BTP2B")
    for letter in "0123456789ABCDEFGHJKLMNPQRTUWXY" where letter != code[position] {
      var wrong = code
      wrong[position] = letter

      #expect(CreditCode.verdict(of: String(wrong)).isInvalid)
    }
  }

  /// The verdict on 17 characters with the check character that belongs behind them.
  private func code(_ first17: String) -> Verdict {
    let bytes = Array(first17.utf8)
    let check = bytes.withUnsafeBytes { CreditCode.checkCharacter(ofFirst17: $0) }
    return CreditCode.verdict(of: first17 + String(UnicodeScalar(check)))
  }
}

@Suite("Code of a party")
struct PartyCodeTests {
  @Test("A person or a foreign party needs an id behind the colon")
  func otherForms() {
    #expect(PartyCode.verdict(of: "person:8f3a") == .valid)
    #expect(PartyCode.verdict(of: "foreign:DE811569869") == .valid)
    #expect(PartyCode.verdict(of: "person:") == .invalid(.emptyParty))
    #expect(PartyCode.verdict(of: "alien:1").isInvalid)
    #expect(PartyCode.verdict(of: "914403001922038216") == .valid)
  }

  @Test("The division of the registering authority is digits 3 to 8 of a credit code")
  func division() {
    #expect(division("911103026605015136") == "110302")
    #expect(division("person:911103026605") == nil)
    #expect(division("91A103026605015136") == nil)
    #expect(division("91110302") == nil)
  }

  private func division(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { bytes in
      PartyCode.division(of: bytes).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
