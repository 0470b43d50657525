import Commerce
import Testing

@Suite("Registration number of 15 digits (GS 15-2006)")
struct LegacyNumberTests {
  @Test(
    "Published numbers pass ISO 7064 MOD 11,10",
    arguments: ["330100400015575", "110108012660422", "110108000000016", "440301103097413"])
  func valid(number: String) {
    #expect(LegacyNumber.verdict(of: number) == .valid)
  }

  @Test("A wrong check digit is invalid", arguments: ["330108000014576", "440301104001819"])
  func wrongCheckDigit(number: String) {
    guard case .invalid(.checkDigit(_, at: 15)) = LegacyNumber.verdict(of: number) else {
      Issue.record("\(number): \(LegacyNumber.verdict(of: number))")
      return
    }
  }

  @Test("Other lengths and letters are invalid")
  func form() {
    #expect(LegacyNumber.verdict(of: "3301004000155") == .invalid(.length(of: .legacyNumber)))
    #expect(
      LegacyNumber.verdict(of: "33010040001557A")
        == .invalid(.character(at: 15, of: .legacyNumber)))
  }

  @Test("The first digit of the sequence tells the kind of firm")
  func kind() {
    #expect(kind("330100400015575") == .foreignInvested)
    #expect(kind("110108012660422") == .domestic)
    #expect(kind("12345") == nil)
  }

  private func kind(_ text: String) -> LegacyNumber.Kind? {
    Array(text.utf8).withUnsafeBytes { LegacyNumber.kind(of: $0) }
  }
}

@Suite("Number of a trade item (GTIN)")
struct TradeItemNumberTests {
  // Beside the numbers of goods: GTIN-8 and GTIN-12 of the GS1 General Specifications, 7.9.
  @Test(
    "Published numbers pass",
    arguments: [
      "6901234567892", "6921168509256", "6902083881405", "6901028075831", "6954767413778",
      "7501031311309", "16901234567899", "73513537", "614141000036",
    ])
  func valid(number: String) {
    #expect(TradeItemNumber.verdict(of: number) == .valid)
  }

  @Test(
    "A wrong check digit is named", arguments: [("6934567890129", "3"), ("7501031311308", "9")])
  func wrongCheckDigit(number: String, digit: String) {
    let verdict = TradeItemNumber.verdict(of: number)

    #expect(verdict.isInvalid)
    if number == "7501031311308" {
      #expect(verdict.flaw?.expected == "check digit \(digit) at position 13")
    }
  }

  @Test("Lengths other than 8, 12, 13 and 14 and letters are invalid")
  func form() {
    #expect(TradeItemNumber.verdict(of: "690123456789") != .valid)
    #expect(TradeItemNumber.verdict(of: "69012345678") == .invalid(.length(of: .tradeItem)))
    #expect(
      TradeItemNumber.verdict(of: "69O1234567892") == .invalid(.character(at: 3, of: .tradeItem)))
  }

  @Test("The check digit found by trying all ten is the one computed", arguments: 0..<64)
  func againstTrying(seed: Int) {
    let digits = String(seed &* 7_919_771 &+ 4_000_000_037).suffix(7)
    let passing = (0...9).filter { last in
      // GS1 from the left for eight digits: 3 1 3 1 3 1 3 1.
      let all = (digits + String(last)).compactMap(\.wholeNumberValue)
      return all.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) } % 10 == 0
    }
    let computed = Array(digits.utf8).withUnsafeBytes { TradeItemNumber.checkDigit(of: $0) }

    #expect(passing == [Int(computed) - 48])
  }
}

@Suite("Tax classification code")
struct TaxCodeTests {
  @Test(
    "Published codes pass", arguments: ["1020101000000000000", "3040203000000000000"])
  func valid(code: String) {
    #expect(TaxCode.verdict(of: code) == .valid)
  }

  @Test("18 digits, letters and a first digit beyond 6 are invalid")
  func form() {
    #expect(TaxCode.verdict(of: "102010100000000000") == .invalid(.length(of: .taxCode)))
    #expect(
      TaxCode.verdict(of: "10201010000000000OO") == .invalid(.character(at: 18, of: .taxCode)))
    #expect(TaxCode.verdict(of: "7020101000000000000") == .invalid(.taxKind))
    #expect(TaxCode.verdict(of: "0020101000000000000") == .invalid(.taxKind))
  }

  @Test("The first digit tells goods from services, 101 tells produce of farms")
  func kind() {
    #expect(judge("1010101000000000000") { TaxCode.kind(of: $0) } == .goods)
    #expect(judge("3040203000000000000") { TaxCode.kind(of: $0) } == .service)
    #expect(judge("1010101000000000000", TaxCode.isAgricultural))
    #expect(!judge("1020101000000000000", TaxCode.isAgricultural))
  }
}

@Suite("Industry code (GB/T 4754-2017)")
struct IndustryCodeTests {
  @Test(
    "Two to four digits pass with and without the right letter",
    arguments: ["5292", "F5292", "52", "F52", "529", "G5432", "A01", "T97", "0111", "C43"])
  func valid(code: String) {
    #expect(IndustryCode.verdict(of: code) == .valid)
  }

  @Test("A letter of another section and unknown divisions are warnings")
  func warnings() {
    #expect(IndustryCode.verdict(of: "G5292") == .suspicious(.section(UInt8(ascii: "F"))))
    #expect(IndustryCode.verdict(of: "9800") == .suspicious(.unknownIndustry))
    #expect(IndustryCode.verdict(of: "00") == .suspicious(.unknownIndustry))
  }

  @Test("Other forms are invalid", arguments: ["F", "F5", "5", "52921", "U5292", "F52X"])
  func invalid(code: String) {
    #expect(IndustryCode.verdict(of: code).isInvalid)
  }

  @Test("There are 97 divisions in 20 sections, and the known classes lie where they should")
  func sections() {
    let sections = (1...97).map { section(String($0 < 10 ? "0\($0)" : "\($0)")) }

    #expect(!sections.contains(nil))
    #expect(Set(sections).count == 20)
    #expect(section("5292") == "F")
    #expect(section("5437") == "G")
    #expect(section("6431") == "I")
    #expect(section("98") == nil)
    #expect(section("internet") == nil)
  }

  private func section(_ code: String) -> String? {
    judge(code) { IndustryCode.section(of: $0) }.map { String(UnicodeScalar($0)) }
  }
}

/// Gives the bytes of a text to a question about them.
func judge<Answer>(_ text: String, _ question: (UnsafeRawBufferPointer) -> Answer) -> Answer {
  Array(text.utf8).withUnsafeBytes(question)
}
