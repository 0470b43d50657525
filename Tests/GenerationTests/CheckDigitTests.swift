import Commerce
import Generation
import Testing

/// The check digits of generated identifiers, by plain sums over the letters of each.
@Suite("Check digits of generated identifiers")
struct CheckDigitTests {
  private static let files = GeneratedFiles(GenerationPlan(orders: 8_000, seed: 5))
  private var files: GeneratedFiles { CheckDigitTests.files }

  @Test("Credit codes have both check digits right")
  func creditCodes() {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    let codes = files.rows(.enterprise).compactMap { $0["uscc"] }.filter {
      !$0.hasPrefix("person:")
    }

    #expect(codes.count > 200)
    for code in codes.map(Array.init) {
      let outer = zip(code, weights).map { (alphabet.firstIndex(of: $0) ?? 99) * $1 }.reduce(0, +)
      let inner = zip(code[8...], [3, 7, 9, 10, 5, 8, 4, 2])
        .map { (letters.firstIndex(of: $0) ?? 99) * $1 }.reduce(0, +)
      #expect(code.count == 18 && code[17] == alphabet[(31 - outer % 31) % 31])
      #expect(code[16] == Array("0123456789X")[(11 - inner % 11) % 11])
    }
  }

  @Test("Item numbers add up to a multiple of ten")
  func itemNumbers() {
    let numbers = files.rows(.commodity).compactMap { $0["gtin"] }.filter { !$0.isEmpty }

    #expect(Set(numbers).count == numbers.count && numbers.count > 500)
    for number in numbers {
      let digits = number.compactMap(\.wholeNumberValue)
      let sum = digits.enumerated().map { $1 * ($0 % 2 == 0 ? 1 : 3) }.reduce(0, +)
      #expect(digits.count == 13 && number.hasPrefix("69") && sum % 10 == 0)
    }
  }

  @Test("Legacy numbers satisfy ISO 7064 MOD 11,10")
  func legacyNumbers() {
    let numbers = files.rows(.enterprise).compactMap { $0["legacy_reg_no"] }.filter { !$0.isEmpty }

    #expect(numbers.count > 50)
    for number in numbers {
      let digits = number.compactMap(\.wholeNumberValue)
      var check = 5
      for digit in digits { check = ((check == 0 ? 10 : check) * 2 % 11 + digit) % 10 }
      #expect(digits.count == 15 && check == 1)
    }
  }

  @Test("Postal item numbers have the check digit of S10, other numbers their carrier's shape")
  func waybillNumbers() throws {
    let shapes: [String: Regex<Substring>] = [
      "SF": /SF\d{13}/, "ZTO": /\d{14}/, "YTO": /YT\d{13}/, "STO": /77\d{13}/,
      "YUNDA": /\d{15}/, "JT": /JT\d{13}/, "JD": /JDX\d{12}/, "CHINAPOST": /\d{13}/,
    ]
    let waybills = files.rows(.waybill)

    #expect(
      Set(waybills.map { "\($0["carrier"] ?? "") \($0["number"] ?? "")" }).count == waybills.count)
    for waybill in waybills {
      let number = waybill["number"] ?? ""
      guard waybill["carrier"] == "EMS" else {
        let shape = try #require(shapes[waybill["carrier"] ?? ""])
        #expect(number.wholeMatch(of: shape) != nil)
        continue
      }
      let digits = number.compactMap(\.wholeNumberValue)
      let sum = zip(digits, [8, 6, 4, 2, 3, 5, 9, 7]).map { $0 * $1 }.reduce(0, +)
      let check = 11 - sum % 11
      #expect(number.wholeMatch(of: /E[A-F]\d{9}CN/) != nil)
      #expect(digits[8] == (check == 10 ? 0 : check == 11 ? 5 : check))
    }
  }

  @Test("Digital invoice numbers carry the year of issue; no number is used twice")
  func invoiceNumbers() {
    let invoices = files.rows(.invoice)

    for invoice in invoices {
      let number = invoice["number"] ?? ""
      let year = invoice["issued_at"]?.dropFirst(2).prefix(2) ?? ""
      if invoice["kind"] == "electronic_ordinary" {
        #expect(number.count == 8 && invoice["code"]?.count == 12)
        #expect(invoice["code"]?.dropFirst(5).prefix(2) == year)
      } else {
        #expect(number.count == 20 && number.prefix(2) == year && invoice["code"] == "")
      }
    }
    #expect(
      Set(invoices.map { "\($0["number"] ?? "") \($0["code"] ?? "")" }).count == invoices.count)
  }

  @Test("Tax codes have 19 digits")
  func taxCodes() {
    #expect(
      files.rows(.commodity).allSatisfy { $0["tax_code"]?.wholeMatch(of: /[13]\d{18}/) != nil })
  }
}
