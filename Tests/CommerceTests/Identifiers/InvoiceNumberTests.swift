import Commerce
import Testing

@Suite("Number of an invoice")
struct InvoiceNumberTests {
  @Test(
    "Digital numbers seen in the field pass in their year",
    arguments: [
      ("24952000000110579895", 2024), ("24952000000010211653", 2024),
      ("26537912570200055449", 2026),
    ])
  func digital(number: String, year: Int) {
    #expect(verdict(number, issued: year) == .valid)
    #expect(verdict(number, issued: nil) == .valid)
  }

  @Test("A digital number of another year, an unknown bureau or with a code is doubtful")
  func doubtfulDigital() {
    #expect(verdict("24952000000110579895", issued: 2025) == .suspicious(.issueYear(25)))
    #expect(verdict("24992000000110579895", issued: 2024) == .suspicious(.unknownTaxBureau))
    #expect(
      verdict("24952000000110579895", code: "4403204130", issued: 2024)
        == .suspicious(.needlessInvoiceCode))
  }

  @Test("Eight digits go with a code of ten or twelve")
  func paper() {
    #expect(verdict("00110579", code: "4403204130", issued: 2021) == .valid)
    #expect(verdict("00110579", code: "044002000111", issued: 2020) == .valid)
    #expect(verdict("00110579", code: "144002011001", issued: 2020) == .valid)
    #expect(verdict("00110579", issued: 2020) == .suspicious(.missingInvoiceCode))
    #expect(
      verdict("00110579", code: "440320413", issued: 2021) == .invalid(.length(of: .invoiceCode)))
  }

  @Test("A form printed after the issue, of an unknown region or authority is doubtful")
  func doubtfulPaper() {
    #expect(verdict("00110579", code: "4403224130", issued: 2021) == .suspicious(.plateYear(21)))
    #expect(verdict("00110579", code: "9903204130", issued: 2021) == .suspicious(.unknownTaxBureau))
    #expect(
      verdict("00110579", code: "344002000111", issued: 2021) == .suspicious(.unknownCodeKind))
  }

  @Test("Other lengths and letters are invalid")
  func form() {
    #expect(verdict("2495200000011057989", issued: 2024) == .invalid(.length(of: .invoiceNumber)))
    #expect(
      verdict("24952000000110579B95", issued: 2024)
        == .invalid(.character(at: 18, of: .invoiceNumber)))
    #expect(verdict("2495-2000-0001-1057-9895", issued: 2024) == .suspicious(.notation))
  }

  private func verdict(_ number: String, code: String = "", issued: Int?) -> Verdict {
    judge(number) { number in
      judge(code) { InvoiceNumber.verdict(of: number, code: $0, issuedIn: issued) }
    }
  }
}

@Suite("Tax rates by day")
struct TaxRateTests {
  @Test(
    "The rates change on the days of the announcements",
    arguments: [
      (CivilDate(year: 2017, month: 6, day: 30), [600, 1100, 1300, 1700]),
      (CivilDate(year: 2017, month: 7, day: 1), [600, 1100, 1700]),
      (CivilDate(year: 2018, month: 5, day: 1), [600, 1000, 1600]),
      (CivilDate(year: 2019, month: 3, day: 31), [600, 1000, 1600]),
      (CivilDate(year: 2019, month: 4, day: 1), [600, 900, 1300]),
      (CivilDate(year: 2026, month: 1, day: 1), [600, 900, 1300]),
    ] as [(CivilDate, [Int64])])
  func standardRates(date: CivilDate, expected: [Int64]) {
    let levies: Set<Int64> = [0, 50, 100, 150, 300, 500]

    let inForce = TaxRate.inForce(onDay: date.daysSinceEpoch).filter { !levies.contains($0) }

    #expect(inForce == expected)
  }

  @Test("The levy of one per cent has a first and a last day")
  func onePerCent() {
    #expect(verdict(100, 2020, 2, 29) == .suspicious(.rateNotInForce))
    #expect(verdict(100, 2020, 3, 1) == .valid)
    #expect(verdict(100, 2027, 12, 31) == .valid)
    #expect(verdict(100, 2028, 1, 1) == .suspicious(.rateNotInForce))
    #expect(verdict(50, 2020, 4, 30) == .suspicious(.rateNotInForce))
    #expect(verdict(50, 2020, 5, 1) == .valid)
  }

  @Test("A rate that never was is unknown, an old one not in force")
  func unknown() {
    #expect(verdict(1200, 2024, 1, 1) == .suspicious(.unknownRate))
    #expect(verdict(1700, 2024, 1, 1) == .suspicious(.rateNotInForce))
    #expect(verdict(1300, 2018, 1, 1) == .suspicious(.rateNotInForce))
    #expect(verdict(0, 2024, 1, 1) == .valid)
  }

  private func verdict(_ rate: Int64, _ year: Int, _ month: Int, _ day: Int) -> Verdict {
    TaxRate.verdict(
      tenThousandths: rate, onDay: CivilDate(year: year, month: month, day: day).daysSinceEpoch)
  }
}
