import Commerce
import Testing

@Suite("Identifiers of any bytes")
struct AnyBytesTests {
  @Test("No bytes stop a check, and every flaw has words", arguments: 0..<64)
  func anyBytes(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let pool: [UInt8] =
      Array("0123456789ABXYZIO-\t aé：９　person:foreign:".utf8) + [0xEF, 0xBD, 0, 255]
    for _ in 0..<500 {
      let count = Int(next() % 24)
      let isWild = next() % 2 == 0
      let bytes = (0..<count).map { _ in
        isWild ? UInt8(truncatingIfNeeded: next()) : pool[Int(next()) % pool.count]
      }

      for verdict in verdicts(bytes) where !verdict.isValid {
        #expect(verdict.flaw?.expected.isEmpty == false, "\(bytes)")
      }
    }
  }

  private func verdicts(_ bytes: [UInt8]) -> [Verdict] {
    bytes.withUnsafeBytes { text in
      [
        CreditCode.verdict(of: text), PartyCode.verdict(of: text), LegacyNumber.verdict(of: text),
        TradeItemNumber.verdict(of: text), TaxCode.verdict(of: text),
        IndustryCode.verdict(of: text), DivisionCode.verdict(of: text),
        PostalItemNumber.verdict(of: text), InvoiceCode.verdict(of: text),
        InvoiceNumber.verdict(of: text, code: text, issuedIn: 2026),
        CarrierNumber.verdict(of: text, carrier: .jd),
      ]
    }
  }
}
