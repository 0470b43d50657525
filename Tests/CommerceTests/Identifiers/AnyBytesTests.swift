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

  @Test("A number is valid without the reason where its verdict is", arguments: 0..<32)
  func withoutReason(seed: Int) {
    var random = SeededBytes(seed)
    for _ in 0..<500 {
      let number = random.nearlyDigits(count: [0, 7, 8, 11, 12, 13, 14, 15, 18, 19, 20, 31, 32, 40])
      let code = random.nearlyDigits(count: [0, 0, 10, 12])
      for year in [nil, 2024, 2026] {
        number.withUnsafeBytes { number in
          code.withUnsafeBytes { code in
            #expect(
              InvoiceNumber.isValid(number, code: code, issuedIn: year)
                == InvoiceNumber.verdict(of: number, code: code, issuedIn: year).isValid)
          }
        }
      }
      for carrier in [nil] + Carrier.allCases {
        number.withUnsafeBytes { number in
          #expect(
            CarrierNumber.isValid(number, carrier: carrier)
              == CarrierNumber.verdict(of: number, carrier: carrier).isValid)
        }
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

/// Numbers of digits, of which some begin as real ones do and some hold a byte next to the digits.
private struct SeededBytes {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func nearlyDigits(count counts: [Int]) -> [UInt8] {
    var bytes = (0..<counts[next(counts.count)]).map { _ in UInt8(48 + next(10)) }
    let starts: [[UInt8]] = [[], Array("2695".utf8), Array("24".utf8), Array("SF".utf8)]
    bytes.replaceSubrange(0..<min(4, bytes.count), with: starts[next(4)] + bytes.prefix(4))
    if next(3) == 0, !bytes.isEmpty {
      bytes[next(bytes.count)] = [47, 58, 0, 255, 0xB5, 0x2A, 65, 0xFA][next(8)]
    }
    return bytes
  }

  private mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
