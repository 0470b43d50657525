import Commerce
import Testing

@Suite("Number of a postal item (UPU S10)")
struct PostalItemNumberTests {
  @Test(
    "Published numbers pass",
    arguments: [
      "RR473124829GB", "EE471108151FR", "EB000717618HK", "EB000717595HK", "LL572405406US",
      "RB167995284IT", "EA000000005CN",
    ])
  func valid(number: String) {
    #expect(PostalItemNumber.verdict(of: number) == .valid)
  }

  @Test("A wrong check digit is invalid", arguments: ["EB900717618HK", "EB000717594HK"])
  func wrongCheckDigit(number: String) {
    guard case .invalid(.checkDigit(_, at: 11)) = PostalItemNumber.verdict(of: number) else {
      Issue.record("\(number): \(PostalItemNumber.verdict(of: number))")
      return
    }
  }

  @Test("A digit among the letters is not of the form")
  func form() {
    #expect(
      PostalItemNumber.verdict(of: "RA184717615H1")
        == .invalid(.character(at: 13, of: .postalItem)))
    #expect(!judge("RA184717615H1", PostalItemNumber.hasForm))
    #expect(judge("EB900717618HK", PostalItemNumber.hasForm))
    #expect(!judge("SF1234567890123", PostalItemNumber.hasForm))
  }

  @Test("10 becomes 0 and 11 becomes 5")
  func specialDigits() {
    #expect(judge("00000008") { PostalItemNumber.checkDigit(of: $0) } == UInt8(ascii: "0"))
    #expect(judge("00000000") { PostalItemNumber.checkDigit(of: $0) } == UInt8(ascii: "5"))
  }

  @Test("Reserved services and unknown countries are warnings")
  func warnings() {
    #expect(PostalItemNumber.verdict(of: "JR473124829GB") == .suspicious(.reservedService))
    #expect(PostalItemNumber.verdict(of: "RR473124829XX") == .suspicious(.unknownCountry))
  }
}

@Suite("Number of a waybill and its carrier")
struct CarrierNumberTests {
  @Test(
    "Numbers of the carriers' shapes pass",
    arguments: [
      ("SF", "SF1234567890123"), ("顺丰", "123456789012"), ("YTO", "YT1234567890123"),
      ("ZTO", "75123456789012"), ("STO", "771234567890123"), ("YUNDA", "4312345678901"),
      ("JD", "JDVA12345678901"), ("JD", "JDX123456789012"), ("JT", "JT1234567890123"),
      ("EMS", "EA000000005CN"), ("EMS", "1234567890123"), ("中国邮政", "9876543210123"),
      ("DEPPON", "DPK123456789012"), ("CAINIAO", "LP1234567890123456"),
    ])
  func valid(carrier: String, number: String) {
    #expect(verdict(number, carrier) == .valid)
  }

  @Test("A number of another shape is a hint, a wrong digit of S10's form an error")
  func mismatch() {
    #expect(verdict("YT1234567890123", "sf") == .suspicious(.carrierPattern(.sf)))
    #expect(verdict("1234567", "申通") == .suspicious(.carrierPattern(.sto)))
    #expect(verdict("EB000717594HK", "EMS").isInvalid)
    #expect(verdict("EB000717594HK", "unknown").isInvalid)
    #expect(verdict("anything-1", "unknown") == .valid)
  }

  @Test("Every carrier is found by its name")
  func names() {
    #expect(judge("Yunda") { Carrier($0) } == .yunda)
    #expect(judge("J&T") { Carrier($0) } == .jt)
    #expect(judge("中通") { Carrier($0) } == .zto)
    #expect(judge("drone") { Carrier($0) } == nil)
  }

  private func verdict(_ number: String, _ carrier: String) -> Verdict {
    judge(number) { CarrierNumber.verdict(of: $0, carrier: judge(carrier) { Carrier($0) }) }
  }
}
