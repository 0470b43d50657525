import Canvas
import Commerce
import Screens
import Testing

@Suite("Values are written as the screens say")
struct FormatterTests {
  let english = Formatter(language: .english, glyphs: .ascii)
  let chinese = Formatter(language: .chinese, glyphs: .block)

  @Test(
    "Money is short with K, M, B",
    arguments: [
      (0.0, "0"), (12.5, "12.50"), (9812, "9,812"), (9_999.4, "9,999.40"), (16_500, "16.50K"),
      (812_000_000, "812.0M"), (48_310_000_000, "48.31B"), (-1_910_000_000, "-1.91B"),
      (999_999, "1.00M"), (1.5e12, "1.50T"),
    ])
  func money(value: Double, text: String) {
    #expect(english.short(value) == text)
  }

  @Test(
    "A cell of money keeps its decimals below ten thousand, so that whole yuan align with others",
    arguments: [
      (0, "0.00"), (118, "118.00"), (406.9, "406.90"), (9_999, "9,999.00"), (625_800, "625.8K"),
    ])
  func moneyCell(value: Double, text: String) {
    #expect(english.text(.number(value), .money) == text)
  }

  @Test(
    "In Chinese with 万 and 亿",
    arguments: [(16_500.0, "1.65万"), (4_831_000_000, "48.31亿"), (99_999_999, "1.00亿")])
  func chineseMoney(value: Double, text: String) {
    #expect(chinese.short(value) == text)
  }

  @Test(
    "A change has a sign and an arrow",
    arguments: [
      (0.021, "+2.1%^"), (-0.3, "-30.0%v"), (0.0001, "=0%"), (9.9, "+990%^"), (78_654, ">+999%^"),
    ])
  func change(ratio: Double, text: String) {
    #expect(english.change(ratio) == text)
  }

  @Test(
    "A tax rate among groups is a percentage",
    arguments: [(1300, "13%"), (600, "6%"), (150, "1.5%"), (0, "0%")])
  func rate(tenThousandths: Int64, text: String) {
    let words = ValueWords(language: .english)
    let value = FieldValue.decimal(ExactDecimal(tenThousandths: tenThousandths))
    #expect(words.text(value, of: "rate") == text)
  }

  @Test("Absent is a dash and never zero, in every format", arguments: ValueFormat.allCases)
  func absent(format: ValueFormat) {
    #expect(english.text(.absent, format) == "-")
    #expect(chinese.text(.absent, format) == "—")
    #expect(english.text(.number(.nan), format) != "0")
  }

  @Test("Money is whole, exact and grouped where it is not short")
  func plain() {
    #expect(english.plain(.money(Money(units: 16_500_532_800))) == "1,650,053.28")
    #expect(english.plain(.money(Money(units: -12_345_678))) == "-1,234.5678")
  }

  @Test(
    "Ages are coarse, so that an idle screen does not change",
    arguments: [(0, "<10s"), (59, "<1m"), (245, "4m"), (7300, "2h"), (200_000, "2d")])
  func ages(seconds: Int64, text: String) {
    #expect(english.age(seconds: seconds) == text)
  }

  @Test("Small shares are told from none")
  func percent() {
    #expect(english.percent(0) == "0.0%")
    #expect(english.percent(0.00008) == "<0.1%")
    #expect(english.percent(0.04) == "4.0%")
  }
}
