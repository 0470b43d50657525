import Commerce
import Testing

@Suite("V01: identifiers of records")
struct IdentifierRuleTests {
  @Test("Every party of every class is held against its check digits, each finding at its field")
  func creditCodes() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,payee,amount
      1,2026-06-01,914403001922038216,914403001922038216,10
      2,2026-06-01,914403001922038217,,10
      3,2026-06-01,914403001922038216,914403001922038203,10
      4,2026-06-01,person:8f3a,foreign:DE811569869,10
      5,2026-06-01,person:,,10
      """)
    desk.read(
      .contract,
      """
      contract_id,party_a,party_b,signed_at
      K1,914403001922038216,914403001922038217,2026-06-01
      """)

    #expect(
      desk.found == [
        "V01-credit-code order seller 2", "V01-credit-code order seller 5",
        "V01-credit-code order payee 3", "V01-credit-code contract party_b K1",
      ])
    #expect(desk.explained[0].expected == "check digit 6 at position 18")
    #expect(desk.explained[0].found == "914403001922038217")
    #expect(desk.explained[0].place.line == 3)
  }

  @Test("The numbers of enterprises and goods, divisions and industries have rules of their own")
  func others() {
    var desk = Desk()
    desk.read(
      .enterprise,
      """
      uscc,name,legacy_reg_no,division,industry
      914403001922038216,A,330100400015575,440305,5292
      91330100799655058B,B,330108000014576,99,G5292
      91330100716105852F,C,,4403x5,X
      """)
    desk.read(
      .commodity,
      """
      sku,name,gtin,tax_code
      S1,a,6901234567892,1020101000000000000
      S2,b,6934567890129,102010100000000000
      S3,c,,
      """)

    #expect(
      desk.found == [
        "V01-legacy-number enterprise legacy_reg_no 91330100799655058B",
        "V01-division enterprise division 91330100799655058B",
        "V01-division enterprise division 91330100716105852F",
        "V01-industry enterprise industry 91330100799655058B",
        "V01-industry enterprise industry 91330100716105852F",
        "V01-item-number commodity gtin S2", "V01-tax-code commodity tax_code S2",
      ])
  }

  @Test("An invoice's number is held against its code and its year, not that of foreign sellers")
  func invoiceNumbers() {
    var desk = Desk()
    desk.read(
      .invoice,
      """
      number,code,issued_at,seller,gross,blue_number,blue_code
      24952000000110579895,,2024-06-01,914403001922038216,10,,
      24952000000110579896,,2025-01-01T00:00:00+08:00,914403001922038216,10,,
      24952000000110579897,,2024-12-31T16:00:00Z,914403001922038216,10,,
      00110579,4403204130,2021-01-01,914403001922038216,10,,
      00110580,,2021-01-01,914403001922038216,10,,
      INV-7,,2021-01-01,foreign:DE811569869,10,,
      INV-8,,2021-01-01,914403001922038216,10,,
      24952000000110579899,,2024-06-02,914403001922038216,-10,2495200000011057989,
      """)

    #expect(
      desk.found == [
        "V01-invoice-number invoice number 24952000000110579896",
        "V01-invoice-number invoice number 24952000000110579897",
        "V01-invoice-number invoice number 00110580", "V01-invoice-number invoice number INV-8",
        "V01-invoice-number invoice blue_number 24952000000110579899",
      ])
    #expect(desk.explained[0].expected == "the year of issue, 25, in the first two digits")
  }

  @Test("S10 is checked where the form is S10's; other numbers by their carrier's shape")
  func waybillNumbers() {
    var desk = Desk()
    desk.read(
      .waybill,
      """
      carrier,number,collected_at
      EMS,EE471108151FR,2026-06-01
      EMS,EE471108152FR,2026-06-01
      somebody,EB000717594HK,2026-06-01
      somebody,42,2026-06-01
      SF,SF1234567890123,2026-06-01
      SF,42,2026-06-01
      """)

    #expect(
      desk.found == [
        "V01-waybill-number waybill number EE471108152FR/EMS",
        "V01-waybill-number waybill number EB000717594HK/somebody",
        "V01-waybill-number waybill number 42/SF",
      ])
    #expect(desk.explained[0].expected == "check digit 1 at position 11")
    #expect(desk.explained[2].expected == "a number as SF Express gives them")
  }

  @Test("A duplicate or conflicting row is not judged again, an amendment is")
  func revisions() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,amount,version
      1,2026-06-01,914403001922038217,10,1
      1,2026-06-01,914403001922038217,10,1
      1,2026-06-01,914403001922038218,10,1
      1,2026-06-01,914403001922038219,10,2
      """)

    #expect(desk.count(.creditCode) == 2)
    #expect(desk.count(.duplicate) == 1)
    #expect(desk.count(.conflict) == 1)
  }

  @Test("A repeated record is explained by the row that it repeats")
  func repeats() {
    var desk = Desk()
    desk.read(
      .order,
      """
      order_id,placed_at,seller,amount,observed_at
      1,2026-06-01,person:a,10,2026-06-02
      1,2026-06-01,person:a,10,2026-06-03
      1,2026-06-01,person:a,12,2026-06-03
      """)

    #expect(desk.found == ["V04-duplicate order 1", "V04-conflict order 1"])
    #expect(desk.explained[0].expected == "each record once")
    #expect(desk.explained[0].found == "the same as feed 0:2")
    #expect(
      desk.explained[1].expected == "amount 10.00 as in feed 0:2, or a higher version")
    #expect(desk.explained[1].found == "12.00")
  }

  @Test("Codes seen in one batch are known in the next, and new ones are judged", arguments: 0..<8)
  func batches(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var desk = Desk()
    var expected: [String] = []
    let codes = ["914403001922038216", "914403001922038217", "91330100799655058B", "12345"]
    for batch in 0..<20 {
      var csv = "order_id,placed_at,seller,amount\n"
      for row in 0..<5 {
        let code = codes[Int(random.next() >> 33) % min(codes.count, 1 + batch / 4)]
        csv += "\(batch)-\(row),2026-06-01,\(code),1\n"
        if code == codes[1] || code == codes[3] {
          expected.append("V01-credit-code order seller \(batch)-\(row)")
        }
      }
      desk.read(.order, csv)
    }

    #expect(desk.found == expected, "seed \(seed)")
  }
}

/// A linear congruential generator (Knuth, MMIX): the same numbers for the same seed.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state
  }
}
