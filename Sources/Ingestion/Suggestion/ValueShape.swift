import Commerce

/// What the texts of a column look like.
struct ValueShape {
  /// Texts that are not empty, each once, the most frequent first; at most this many.
  static let mostWords = 40

  let filled: Int
  let total: Int
  /// The frequent words of a column with few; empty where there are more than `mostWords`.
  let words: [String]
  let isDistinct: Bool
  private let texts: [String]

  init(_ column: [String]) {
    texts = column.filter { !$0.isEmpty }
    filled = texts.count
    total = column.count
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    isDistinct = counts.count == texts.count && !texts.isEmpty
    words =
      counts.count > ValueShape.mostWords
      ? [] : counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// The share of texts that a test holds for; 0 where there are none.
  func share(_ test: (UnsafeRawBufferPointer) -> Bool) -> Double {
    guard filled > 0 else { return 0 }
    let count = texts.count { text in Array(text.utf8).withUnsafeBytes(test) }
    return Double(count) / Double(filled)
  }

  /// The share of texts that are numbers in a style.
  func numbers(_ style: NumberStyle) -> Double { share { style.number($0) != nil } }

  /// The share of texts that are times in our own forms, or in the pattern.
  func times(_ pattern: TimePattern?) -> Double {
    share { text in
      guard let pattern else { return Timestamp(text) != nil }
      return pattern.read(text, offsetSeconds: 0) != nil
    }
  }

  /// The pattern, of those that are tried, that reads the most texts; `nil` for our own forms.
  ///
  /// `isSure` is false where another order of day and month reads as many.
  var bestTime: (pattern: TimePattern?, share: Double, isSure: Bool) {
    let own = times(nil)
    if own > 0.9 { return (nil, own, true) }
    let shares = ValueShape.patterns.map { (pattern: $0, share: times($0)) }
    guard let best = shares.max(by: { $0.share < $1.share }), best.share > own else {
      return (nil, own, true)
    }
    let swapped = best.pattern.text.replacing("%d", with: "%X").replacing("%m", with: "%d")
      .replacing("%X", with: "%m")
    let rival = shares.first { $0.pattern.text == swapped }?.share ?? 0
    return (best.pattern, best.share, rival < best.share)
  }

  private static let patterns: [TimePattern] = {
    let dates = [
      "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%Y/%m/%d", "%d.%m.%Y", "%d.%m.%y",
      "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d", "%Y年%m月%d日", "%d %b %Y", "%b %d, %Y", "%d-%b-%Y",
      "%Y.%m.%d", "%F",
    ]
    let clocks = ["", " %H:%M", " %T", " %T.%f", " %I:%M %p", " %I:%M:%S %p"]
    let texts = dates.flatMap { date in clocks.map { date + $0 } } + ["%Y%m%d%H%M%S", "%s", "%Q"]
    return texts.compactMap(TimePattern.init)
  }()
}

extension ValueShape {
  /// How well the texts suit a field, 0 to 1: what cannot be read as the field's type is 0.
  func suits(_ field: Field, _ styles: [NumberStyle]) -> Double {
    guard filled > 0 else { return 0.5 }
    switch field.type {
    case .money, .decimal, .integer:
      let share = styles.map(numbers).max() ?? 0
      // Compact dates and long ids are numbers, too.
      return share < 0.8 ? 0 : share * (field.type == .money && isLongDigits ? 0.3 : 1)
    case .time:
      let share = bestTime.share
      return share < 0.8 ? 0 : share
    case .boolean: return share { CellReading.boolean($0).cell != CellReading.unreadable }
    case .word, .flags:
      return words.isEmpty || field.vocabulary.isEmpty ? (words.isEmpty ? 0.2 : 0.8) : 0.9
    case .division: return isDivision > 0.8 ? 1 : 0
    case .code, .id, .text: return 0.9
    }
  }

  /// The share of texts that are codes or names of divisions.
  private var isDivision: Double {
    share { text in
      text.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
        ? [2, 4, 6, 9, 12].contains(text.count)
        : Province(likeName: String(decoding: text, as: UTF8.self)) != nil
    }
  }

  /// Whether the texts are codes of parties as our records have them.
  var isPartyCode: Bool {
    share { text in
      text.count == 18 || text.starts(with: Array("person:".utf8))
        || text.starts(with: Array("foreign:".utf8))
    } > 0.8
  }

  private var isLongDigits: Bool {
    share { $0.count >= 10 && $0.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } } > 0.8
  }
}
