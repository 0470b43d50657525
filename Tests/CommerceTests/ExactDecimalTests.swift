import Commerce
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test(
    "Text is read exactly and written back without needless zeros",
    arguments: [
      ("0", "0"), ("12.30", "12.3"), ("-0.5", "-0.5"), ("+7", "7"), ("1e3", "1000"),
      ("2.5E-2", "0.025"), ("3.1415926535897", "3.1415926535897"), (".5", "0.5"), ("5.", "5"),
    ])
  func roundTrip(text: String, expected: String) {
    #expect(DecimalText(text)?.decimal.description == expected)
  }

  @Test(
    "What is no number is refused",
    arguments: ["", "-", ".", "1.2.3", "--5.00", "N/A", "12.3x", "1e", "￥88.00", "1,000", " 1"])
  func refused(text: String) {
    #expect(DecimalText(text) == nil)
  }

  @Test("Money rounds half to even at the fourth decimal and says so")
  func rounding() throws {
    let down = try #require(DecimalText("0.00005")?.decimal.roundedToMoney)
    let up = try #require(DecimalText("0.00015")?.decimal.roundedToMoney)

    #expect(down.money == .zero && down.isRounded)
    #expect(up.money == Money(units: 2) && up.isRounded)
    #expect(Money("19.9")?.description == "19.90")
    #expect(Money("0.12345") == nil)
  }
}
