/// A kind of goods or services, and what its commodities look like.
struct Category {
  /// The word in `category`.
  let word: StaticString
  /// The goods-and-services classification for tax, 19 digits.
  let taxCode: StaticString
  let tax: TaxClass
  let kind: StaticString
  let flags: StaticString
  let unit: StaticString
  /// Six digits of the Harmonized System; empty for services.
  let hs: StaticString
  let names: [StaticString]
  /// Hundredths of a yuan.
  let prices: ClosedRange<Int>
  /// Grams a piece; nothing is sent where they are 0.
  let grams: ClosedRange<Int>
  /// Relative number of commodities.
  let weight: Int
  /// Whether it must stay cold on its way.
  var isCold = false

  var isSent: Bool { grams.upperBound > 0 }
}

/// Which of the VAT rates of a day a commodity bears.
enum TaxClass {
  case standard
  case reduced
  case services

  /// Hundredths: 13 for 13 percent.
  ///
  /// Source: State Council and Ministry of Finance announcements on the rates from 2017-07-01,
  /// 2018-05-01 and 2019-04-01.
  func percent(onDay day: Int) -> Int {
    let isFrom2019 = day >= 17_987
    let isFrom2018 = day >= 17_652
    let isFromJuly2017 = day >= 17_348
    return switch self {
    case .standard: isFrom2019 ? 13 : isFrom2018 ? 16 : 17
    case .reduced: isFrom2019 ? 9 : isFrom2018 ? 10 : isFromJuly2017 ? 11 : 13
    case .services: 6
    }
  }
}
