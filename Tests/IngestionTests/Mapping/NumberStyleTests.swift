import Commerce
import Foundation
import Fuzzing
import Ingestion
import Testing

/// Held against the number formats of Foundation, which come from Unicode's CLDR.
@Suite("Styles of numbers")
struct NumberStyleTests {
  static let locales: [(name: String, point: String)] = [
    ("de_DE", ","), ("en_US", "."), ("en_IN", "."), ("fr_FR", ","), ("pt_BR", ","), ("de_CH", "."),
    ("zh_CN", "."), ("sv_SE", ","),
  ]

  @Test("read what each country's format writes, money too", arguments: locales)
  func readsWhatFormatsWrite(locale: String, point: String) throws {
    let style = NumberStyle(point: try #require(point.utf8.first))
    let formatter = NumberFormatter()
    formatter.locale = Locale(identifier: locale)
    var random = Seeded(locale.utf8.count)

    for kind in [NumberFormatter.Style.decimal, .currency] {
      formatter.numberStyle = kind
      formatter.minimumFractionDigits = 2
      formatter.maximumFractionDigits = 2
      for _ in 0..<200 {
        let cents = Int64.random(in: -9_999_999_999...9_999_999_999, using: &random)
        let number = Decimal(cents) / 100
        let text = try #require(formatter.string(from: number as NSDecimalNumber))

        #expect(read(style, text) == ExactDecimal(tenThousandths: cents * 100), "\(text)")
      }
    }
  }

  @Test(
    "know brackets, trailing minus, percent and units",
    arguments: [
      ("(1,234.50)", "-1234.5"), ("1234.50-", "-1234.5"), ("- 12", "-12"), ("+3.5", "3.5"),
      ("13%", "0.13"), ("6 %", "0.06"), ("¥ 1,000.00", "1000"), ("￥88", "88"), ("12.5元", "12.5"),
      ("USD 12.00", "12"), ("-$5.00", "-5"), ("$-5.00", "-5"), ("($5.00)", "-5"), (".5", "0.5"),
      ("1e3", "1000"), ("−7", "-7"), ("0012", "12"), ("1'234'567.8", "1234567.8"),
    ])
  func otherForms(text: String, number: String) {
    #expect(read(NumberStyle(), text)?.description == number)
  }

  @Test(
    "refuse what is written in another style",
    arguments: [
      "19,99", "1,23,45", "1.2.3", "12-34", "--5", "(5", "5)", "1,2345", "", "x", "12 34",
    ])
  func refuses(text: String) { #expect(read(NumberStyle(), text) == nil) }

  @Test("take a comma for the point where they are told so")
  func comma() {
    let style = NumberStyle(point: UInt8(ascii: ","))

    #expect(read(style, "1.234,56")?.description == "1234.56")
    #expect(read(style, "1.234")?.description == "1234")
    #expect(read(style, "0,5")?.description == "0.5")
  }

  private func read(_ style: NumberStyle, _ text: String) -> ExactDecimal? {
    Array(text.utf8).withUnsafeBytes { style.number($0) }
  }
}
