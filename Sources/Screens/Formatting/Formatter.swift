package import Canvas
package import Commerce

/// Writes values as screens show them, in one language and with the signs of one terminal.
///
/// What is absent is a dash and never a zero.
package struct Formatter: Equatable, Sendable {
  package var language: Language
  package var glyphs: GlyphLevel

  package init(language: Language, glyphs: GlyphLevel) {
    self.language = language
    self.glyphs = glyphs
  }

  package var absent: String { String(glyphs.absent) }

  /// A value in a format; what does not fit the format is written in its own way.
  package func text(_ value: FieldValue, _ format: ValueFormat) -> String {
    switch (format, value) {
    case (_, .absent): absent
    case (.count, _): value.double.map(count) ?? plain(value)
    case (.money, _): value.double.map(amount) ?? plain(value)
    case (.percent, _): value.double.map(percent) ?? plain(value)
    case (.number, _): value.double.map { decimals($0, 2) } ?? plain(value)
    case (.hours, _): value.double.map(hours) ?? plain(value)
    case (.time, .time(let time)): minute(time)
    case (.time, _), (.text, _): plain(value)
    }
  }

  /// A value whole: money and numbers in groups of three digits, times to the second.
  package func plain(_ value: FieldValue) -> String {
    switch value {
    case .absent: absent
    case .text(let text): text
    case .money(let money): grouped(money.description)
    case .decimal(let decimal): grouped(decimal.description)
    case .integer(let integer): grouped(String(integer))
    case .number(let number): decimals(number, 4)
    case .time(let time): second(time)
    case .flag(let flag): (flag ? Words.yes : Words.no)[language]
    }
  }

  /// A whole number in groups of three digits; from 100 million on shortened.
  package func count(_ value: Double) -> String {
    guard value.isFinite else { return absent }
    return abs(value) >= 1e8 ? short(value) : grouped(String(Int(value.rounded())))
  }

  package func count(_ value: Int) -> String {
    abs(value) >= 100_000_000 ? short(Double(value)) : grouped(String(value))
  }

  /// At most four significant digits with K, M, B, or 万, 亿; whole below ten thousand.
  package func short(_ value: Double) -> String {
    guard value.isFinite else { return absent }
    let scales: [(Double, String)] =
      language == .english
      ? [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")] : [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")]
    guard abs(value) >= 9999.5, let scale = scales.first(where: { abs(value) >= $0.0 * 0.99995 })
    else { return decimals(value, value == value.rounded() ? 0 : 2) }
    let scaled = value / scale.0
    let places = abs(scaled) >= 999.95 ? 0 : abs(scaled) >= 99.995 ? 1 : 2
    return decimals(scaled, places) + scale.1
  }

  /// An amount of money: with its two decimals below ten thousand, from there on shortened.
  package func amount(_ value: Double) -> String {
    abs(value) >= 9999.5 ? short(value) : decimals(value, 2)
  }

  /// `4.0%` of 0.04.
  package func percent(_ share: Double) -> String {
    guard share.isFinite else { return absent }
    let percent = share * 100
    if percent > 0, percent < 0.05 { return "<0.1%" }
    return decimals(percent, abs(percent) >= 999.95 ? 0 : 1) + "%"
  }

  /// `+2.1%^`: sign and arrow, for the change of 0.021.
  package func change(_ ratio: Double) -> String {
    guard ratio.isFinite else { return "" }
    // Against next to nothing a change says nothing, and would take the room of a figure.
    if ratio >= 9.995 { return ">+999%" + String(glyphs.up) }
    let percent = (ratio * 1000).rounded() / 10
    if percent == 0 { return "=0%" }
    let digits = decimals(abs(percent), abs(percent) >= 99.95 ? 0 : 1)
    let isUp = percent > 0
    return (isUp ? "+" : "-") + digits + "%" + String(isUp ? glyphs.up : glyphs.down)
  }

  /// A number with so many decimals, in groups of three digits.
  package func decimals(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return absent }
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let units = Int((abs(value) * factor).rounded())
    let sign = value < 0 && units > 0 ? "-" : ""
    let whole = grouped(String(units / Int(factor)))
    guard places > 0 else { return sign + whole }
    let fraction = String(units % Int(factor))
    return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}

/// Puts commas into the whole part of a number's text.
package func grouped(_ digits: String) -> String {
  let isNegative = digits.hasPrefix("-")
  let unsigned = isNegative ? digits.dropFirst() : digits[...]
  let whole = unsigned.prefix { $0 != "." }
  var text = ""
  for (index, digit) in whole.enumerated() {
    if index > 0, (whole.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (isNegative ? "-" : "") + text + unsigned.dropFirst(whole.count)
}
