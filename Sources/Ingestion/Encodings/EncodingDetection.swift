/// Finds out the encoding of a feed from its first bytes that are not ASCII.
///
/// Until those come the text is the same in every encoding that is told apart here, so rows need not
/// wait. What is told depends on the bytes alone, not on how they are cut.
struct EncodingDetection {
  enum Verdict: Equatable {
    /// All bytes so far are ASCII.
    case ascii
    /// More bytes are needed.
    case undecided
    case told(TextEncoding)
  }

  /// Bytes from the feed's start among which the first that is not ASCII must be; else it is UTF-8.
  static let window = 1 << 16
  /// Bytes from there on that are looked at.
  static let sampleBytes = 4096

  /// Bytes of the feed, from its start, that were seen to be ASCII.
  private var asciiCount = 0
  private var hasOpening = false
  /// The encoding that was named, where only a byte order mark is to be found out.
  private let named: TextEncoding?

  /// `named`: UTF-16, whose byte order is to be found out; `nil` where nothing is known.
  init(named: TextEncoding? = nil) { self.named = named }

  /// Looks at bytes that begin `offset` bytes after the feed's start; those before them were ASCII.
  mutating func look(
    at bytes: UnsafeRawBufferPointer, offset: Int, isLast: Bool
  ) -> Verdict {
    if offset == 0, let told = mark(bytes, isLast: isLast) { return told }
    if let named { return bytes.isEmpty && !isLast ? .undecided : .told(named) }
    if !hasOpening, let first = bytes.first(where: { $0 > blank }) {
      hasOpening = true
      // Markup names its encoding itself.
      if first == UInt8(ascii: "<") { return .told(.utf8) }
    }
    let known = max(asciiCount - offset, 0)
    guard let high = bytes[min(known, bytes.count)...].firstIndex(where: { $0 >= 0x80 }) else {
      asciiCount = offset + bytes.count
      return asciiCount >= EncodingDetection.window ? .told(.utf8) : .ascii
    }
    guard offset + high < EncodingDetection.window else { return .told(.utf8) }
    let sample = UnsafeRawBufferPointer(
      rebasing: bytes[high...].prefix(EncodingDetection.sampleBytes))
    if EncodingEvidence.showsUTF8(sample) { return .told(.utf8) }
    guard isLast || sample.count == EncodingDetection.sampleBytes else { return .undecided }
    return .told(EncodingEvidence.encoding(of: sample))
  }

  /// What a byte order mark tells; `nil` where there is none.
  ///
  /// Markup is left as it is.
  private func mark(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Verdict? {
    let marks: [([UInt8], TextEncoding)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian),
    ]
    for (mark, encoding) in marks {
      if bytes.starts(with: mark) {
        guard mark.count == 2 else { return .told(encoding) }
        guard bytes.count >= 4 || isLast else { return .undecided }
        return .told(bytes[2...].prefix(2).contains(UInt8(ascii: "<")) ? .utf8 : encoding)
      }
      if !isLast, mark.starts(with: bytes), !bytes.isEmpty { return .undecided }
    }
    return nil
  }
}

/// What bytes that begin with one outside ASCII show about their encoding.
enum EncodingEvidence {
  /// The encoding that the bytes show best; UTF-8 where they show none, so that nothing is read as
  /// what it is not: such rows are rejected.
  ///
  /// - UTF-8: all sequences are well formed, or one of them damaged among several that are whole.
  /// - GB18030: at least two pairs of bytes; at most one in 50 is not well formed; four in five are
  ///   characters of GB 2312, and half of all are among its signs or its 3,755 most usual characters.
  /// - Windows-1252: at least two bytes, none of the five that it does not have; four in five stand
  ///   alone or with one other among ASCII, and are neither þ nor ÿ.
  static func encoding(of sample: UnsafeRawBufferPointer) -> TextEncoding {
    let unicode = UTF8Count(sample, isCut: true)
    if unicode.wrong == 0 || 3 * unicode.longOnes + unicode.pairs >= 4 * unicode.wrong {
      return .utf8
    }
    if PairCount(sample).isChinese { return .gb18030 }
    return WesternCount(sample).isWestern ? .windows1252 : .utf8
  }

  /// Whether the whole lines at the beginning show UTF-8 so well that no more need be seen.
  static func showsUTF8(_ sample: UnsafeRawBufferPointer) -> Bool {
    guard let end = sample.lastIndex(where: { $0 == lineFeed || $0 == carriageReturn }) else {
      return false
    }
    return UTF8Count(UnsafeRawBufferPointer(rebasing: sample[..<end]), isCut: false).showsEarly
  }
}

/// Sequences of UTF-8 in some bytes.
private struct UTF8Count {
  /// Of two bytes.
  var pairs = 0
  /// Of three or four bytes.
  var longOnes = 0
  /// Bytes that belong to none.
  var wrong = 0
  /// Whether six points were reached at the end of a line before any wrong byte: three a long
  /// sequence, one a pair.
  var showsEarly = false

  /// `isCut`: the last sequence may go on behind the bytes.
  init(_ bytes: UnsafeRawBufferPointer, isCut: Bool) {
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        if lead == lineFeed || lead == carriageReturn { noteLineEnd() }
        at += 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      let rest = bytes[at...].prefix(length)
      let isFormed =
        lead >= 0xC2 && lead <= 0xF4 && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
      if isFormed, rest.count < length {
        if !isCut { wrong += 1 }
        break
      }
      if isFormed, length > 2 { longOnes += 1 }
      if isFormed, length == 2 { pairs += 1 }
      if !isFormed { wrong += 1 }
      at += isFormed ? length : 1
    }
    noteLineEnd()
  }

  private mutating func noteLineEnd() {
    if wrong == 0, 3 * longOnes + pairs >= 6 { showsEarly = true }
  }
}

/// Characters of GB18030 in some bytes.
private struct PairCount {
  private var all = 0
  /// Among GB 2312.
  private var simple = 0
  /// Among its signs and its most usual characters.
  private var usual = 0
  private var wrong = 0

  var isChinese: Bool {
    all >= 2 && wrong * 50 <= all && simple * 5 >= all * 4 && usual * 2 >= all
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while at < bytes.count {
      guard bytes[at] >= 0x80 else {
        at += 1
        continue
      }
      guard at + 1 < bytes.count else { return }
      let (lead, trail) = (bytes[at], bytes[at + 1])
      if lead > 0x80, lead < 0xFF, trail >= 0x30, trail <= 0x39 {
        all += 1
        at += 4
      } else if lead > 0x80, lead < 0xFF, trail >= 0x40, trail != 0x7F, trail < 0xFF {
        all += 1
        if trail >= 0xA1, lead <= 0xF7, lead >= 0xB0 || lead >= 0xA1 && lead <= 0xA3 {
          simple += 1
          if lead <= 0xD7 { usual += 1 }
        }
        at += 2
      } else {
        wrong += 1
        at += 1
      }
    }
  }
}

/// Bytes of Windows-1252 outside ASCII.
private struct WesternCount {
  private var all = 0
  /// In a run of one or two, and neither þ nor ÿ.
  private var usual = 0
  private var unassigned = 0

  var isWestern: Bool { all >= 2 && unassigned == 0 && usual * 5 >= all * 4 }

  init(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] >= 0x80 {
        if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(bytes[end]) { unassigned += 1 }
        end += 1
      }
      all += end - at
      if end - at <= 2 { usual += bytes[at..<end].count { $0 < 0xFE } }
      at = end + 1
    }
  }
}
