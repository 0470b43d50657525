package import Commerce

/// A way to write times, in the letters of `strftime`: `%d/%m/%Y %H:%M`.
///
/// Source: POSIX.1-2017, `strptime`; of its letters a mapping may use
/// `%Y %y %m %d %e %H %I %M %S %p %b %B %a %A %z %s %F %T %R %D %%`, and beside them `%f` for a
/// fraction of a second and `%Q` for milliseconds since 1970.
public struct TimePattern: Hashable, Sendable {
  private enum Item: Hashable {
    case literal(UInt8)
    case blanks
    case number(Part, digits: Int)
    case monthName
    case weekday
    case half
    case fraction
    case zone
    case epoch(unitMicroseconds: Int64)
  }

  private enum Part { case year, shortYear, month, day, hour, hourOfHalf, minute, second }

  /// As the mapping has it.
  public let text: String
  private var items: [Item] = []

  /// `nil` where a letter after a percent sign is none of those above.
  public init?(_ text: String) {
    self.text = text
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: " ") {
        items.append(.blanks)
      } else if byte != UInt8(ascii: "%") {
        items.append(.literal(byte))
      } else {
        guard let letter = bytes.popFirst(), let read = TimePattern.items(letter) else {
          return nil
        }
        items += read
      }
    }
  }

  private static func items(_ letter: UInt8) -> [Item]? {
    switch Character(Unicode.Scalar(letter)) {
    case "Y": [.number(.year, digits: 4)]
    case "y": [.number(.shortYear, digits: 2)]
    case "m": [.number(.month, digits: 2)]
    case "d", "e": [.number(.day, digits: 2)]
    case "H": [.number(.hour, digits: 2)]
    case "I": [.number(.hourOfHalf, digits: 2)]
    case "M": [.number(.minute, digits: 2)]
    case "S": [.number(.second, digits: 2)]
    case "b", "B", "h": [.monthName]
    case "a", "A": [.weekday]
    case "p": [.half]
    case "f": [.fraction]
    case "z": [.zone]
    case "s": [.epoch(unitMicroseconds: 1_000_000)]
    case "Q": [.epoch(unitMicroseconds: 1000)]
    case "%": [.literal(letter)]
    case "F": TimePattern("%Y-%m-%d")?.items
    case "T": TimePattern("%H:%M:%S")?.items
    case "R": TimePattern("%H:%M")?.items
    case "D": TimePattern("%m/%d/%y")?.items
    default: nil
    }
  }

  /// Reads the whole of `text`; `nil` where it is written otherwise, or no such time exists.
  ///
  /// A text without a zone is taken to be `offsetSeconds` east of Greenwich.
  package func read(_ text: UnsafeRawBufferPointer, offsetSeconds: Int64) -> Timestamp? {
    var reader = TimeReader(text: text, offset: offsetSeconds)
    for item in items {
      guard take(item, &reader) else { return nil }
    }
    return reader.isAtEnd ? reader.time : nil
  }

  private func take(_ item: Item, _ reader: inout TimeReader) -> Bool {
    switch item {
    case .literal(let byte): return reader.take(byte)
    case .blanks: return reader.skipBlanks()
    case .monthName: return reader.takeMonthName()
    case .weekday: return reader.skipLetters()
    case .half: return reader.takeHalf()
    case .fraction: return reader.takeFraction()
    case .zone: return reader.takeZone()
    case .epoch(let unit): return reader.takeEpoch(unit)
    case .number(let part, let digits):
      // `%e` is written with a blank before a single digit, and people do so with others.
      guard reader.skipBlanks(), let number = reader.number(atMost: digits) else { return false }
      switch part {
      case .year: reader.date.year = number
      case .shortYear: reader.date.year = number < 69 ? 2000 + number : 1900 + number
      case .month: reader.date.month = number
      case .day: reader.date.day = number
      case .hour, .hourOfHalf: reader.hour = number
      case .minute: reader.minute = number
      case .second: reader.second = number
      }
      if part == .hourOfHalf { reader.isHourOfHalf = true }
      return true
    }
  }
}

/// A time that is being read.
private struct TimeReader {
  let text: UnsafeRawBufferPointer
  private var at = 0
  var date = CivilDate(year: 1970, month: 1, day: 1)
  var hour = 0
  var minute = 0
  var second = 0
  var isHourOfHalf = false
  private var isAfternoon: Bool?
  private var microsecond: Int64 = 0
  private var offset: Int64
  private var instant: Int64?

  init(text: UnsafeRawBufferPointer, offset: Int64) {
    self.text = text
    self.offset = offset
  }

  var isAtEnd: Bool { at == text.count }

  /// What was read; `nil` for a day or a time of day that does not exist.
  var time: Timestamp? {
    if let instant { return Timestamp(microseconds: instant) }
    var hour = hour
    if isHourOfHalf {
      guard (1...12).contains(hour) else { return nil }
      hour %= 12
    }
    if isAfternoon == true, hour < 12 { hour += 12 }
    guard date.exists, hour < 24, minute < 60, second <= 60 else { return nil }
    let seconds = Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Timestamp(microseconds: (seconds - offset) * 1_000_000 + microsecond)
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard at < text.count, text[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func skipBlanks() -> Bool {
    while at < text.count, text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "\t") {
      at += 1
    }
    return true
  }

  mutating func number(atMost digits: Int) -> Int? {
    var value = 0
    let start = at
    while at < text.count, at - start < digits, text[at] &- UInt8(ascii: "0") < 10 {
      value = value * 10 + Int(text[at] &- UInt8(ascii: "0"))
      at += 1
    }
    return at > start ? value : nil
  }

  mutating func skipLetters() -> Bool {
    let start = at
    while at < text.count, text[at] | 0x20 &- UInt8(ascii: "a") < 26 || text[at] >= 0x80 {
      at += 1
    }
    return at > start
  }

  /// `Jan` or `January`, in any case of letters.
  mutating func takeMonthName() -> Bool {
    let start = at
    guard skipLetters() else { return false }
    let name = String(decoding: text[start..<at], as: UTF8.self).lowercased()
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    guard name.utf8.count >= 3, let month = names.firstIndex(where: { $0.hasPrefix(name) }) else {
      return false
    }
    date.month = month + 1
    return true
  }

  /// `AM` or `PM` in any case of letters, 上午 or 下午.
  mutating func takeHalf() -> Bool {
    let start = at
    guard skipLetters() else { return false }
    switch String(decoding: text[start..<at], as: UTF8.self).lowercased() {
    case "am", "上午": isAfternoon = false
    case "pm", "下午": isAfternoon = true
    default: return false
    }
    return true
  }

  mutating func takeFraction() -> Bool {
    var unit: Int64 = 100_000
    let start = at
    while at < text.count, text[at] &- UInt8(ascii: "0") < 10 {
      microsecond += Int64(text[at] &- UInt8(ascii: "0")) * unit
      unit /= 10
      at += 1
    }
    return at > start
  }

  /// `Z`, `+08:00`, `+0800` or `+08`.
  mutating func takeZone() -> Bool {
    if take(UInt8(ascii: "Z")) {
      offset = 0
      return true
    }
    let isWest = take(UInt8(ascii: "-"))
    guard isWest || take(UInt8(ascii: "+")), let hours = number(atMost: 2), hours < 24 else {
      return false
    }
    _ = take(UInt8(ascii: ":"))
    let minutes = number(atMost: 2) ?? 0
    guard minutes < 60 else { return false }
    let east = Int64(hours * 3600 + minutes * 60)
    offset = isWest ? -east : east
    return true
  }

  mutating func takeEpoch(_ unitMicroseconds: Int64) -> Bool {
    let isNegative = take(UInt8(ascii: "-"))
    guard let count = number(atMost: 16) else { return false }
    let (product, overflow) = Int64(count).multipliedReportingOverflow(by: unitMicroseconds)
    instant = isNegative ? -product : product
    return !overflow
  }
}
