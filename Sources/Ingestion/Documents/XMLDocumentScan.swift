/// Finds where XML documents that follow each other in one feed end, without reading them: a document
/// ends with the closing tag of its root, or where the next one must have begun.
///
/// A pure machine: bytes in, cut anywhere. It knows no more of XML than it needs to tell markup from
/// text, in encodings that are ASCII below 0x80 and in UTF-16.
struct XMLDocumentScan {
  /// What must not be in a document, whatever its parser would say.
  enum Bound: UInt8 {
    case documentType
    case nul
    case attributes
    case tagLength
  }

  private enum State: UInt8 {
    case text, open, bang, bangDash, comment, section, declaration, target, instruction, name, tag,
      quoted
  }

  /// The most attributes of an element, and bytes of a tag: what costs the parser the square of
  /// their number.
  static let mostAttributes = 256
  static let mostTagBytes = 1 << 16
  /// More of a name than any document that is read needs.
  private static let mostNameBytes = 128

  /// Where the next unit stands, from the document's first byte.
  private(set) var position = 0
  /// Line feeds so far; where the document has ended, those before its end.
  private(set) var lines = 0
  /// The first bound that was broken.
  private(set) var broken: Bound?
  private var state = State.text
  private var width = 0
  private var isBigEndian = false
  private var markupStart = 0
  private var linesAtMarkup = 0
  private var hasRoot = false
  private var hasDeclaration = false
  private var hasStrayText = false
  /// Open elements of the root's name within it.
  private var nested = 0
  private var root: [UInt8] = []
  private var name: [UInt8] = []
  private var isClosing = false
  private var isRootTag = false
  private var attributes = 0
  private var brackets = 0
  private var quote: UInt8 = 0
  /// The last two units before this one.
  private var last: (UInt8, UInt8) = (0, 0)

  /// Whether anything of a document has come.
  var isWithin: Bool { position > 0 }
  /// Whether what has come is more than comments and instructions between documents.
  var isDocument: Bool { hasRoot || hasDeclaration || hasStrayText || state != .text }
  /// The place from which on the bytes are still needed to go on.
  var neededFrom: Int {
    switch state {
    case .open, .bang, .target, .name: markupStart
    default: position
    }
  }

  /// Goes on with the document of which `base` holds the bytes from `first` on, up to `count` of the
  /// document; gives its length where it ends, or `nil` where more bytes must come.
  mutating func seekEnd(
    _ base: UnsafeRawPointer, from first: Int, to count: Int, isLast: Bool
  ) -> Int? {
    if width == 0 {
      guard count >= 2 || isLast, count >= 1 else { return nil }
      tellWidth(byte(base, 0), count >= 2 ? byte(base, 1) : UInt8(ascii: " "))
    }
    while position + width <= count {
      if let end = take(unit(base, position - first)) { return end }
    }
    return nil
  }

  private mutating func tellWidth(_ one: UInt8, _ two: UInt8) {
    switch (one, two) {
    case (0xFF, 0xFE): width = 2
    case (0xFE, 0xFF): (width, isBigEndian) = (2, true)
    case (0, 0): width = 1
    case (0, _): (width, isBigEndian) = (2, true)
    case (_, 0): width = 2
    default: width = 1
    }
  }

  /// The character at a place where it is ASCII, else 0xFF.
  @inline(__always)
  private func unit(_ base: UnsafeRawPointer, _ at: Int) -> UInt8 {
    if width == 1 { return byte(base, at) }
    let (high, low) =
      isBigEndian ? (byte(base, at), byte(base, at &+ 1)) : (byte(base, at &+ 1), byte(base, at))
    return high == 0 && low < 0x80 ? low : 0xFF
  }

  /// Takes one unit; gives the document's length where it ends.
  private mutating func take(_ unit: UInt8) -> Int? {
    let start = position
    position &+= width
    defer { last = (last.1, unit) }
    if unit == lineFeed { lines &+= 1 }
    if unit == 0 { breakBound(.nul) }
    switch state {
    case .text: takeText(unit, start)
    case .open: return takeOpening(unit, start)
    case .bang, .bangDash: takeBang(unit)
    case .comment, .section, .instruction, .declaration: takeHidden(unit)
    case .target: return takeTarget(unit)
    case .name: return takeName(unit, start)
    case .tag: return takeTag(unit, start)
    case .quoted: takeQuoted(unit, start)
    }
    return nil
  }

  private mutating func takeText(_ unit: UInt8, _ start: Int) {
    if unit == UInt8(ascii: "<") {
      beginMarkup(start)
    } else if !hasRoot, !isXMLBlank(unit), start >= 3 || unit < 0x80 {
      // The first three bytes may be a byte order mark.
      hasStrayText = true
    }
  }

  private mutating func beginMarkup(_ start: Int) {
    (markupStart, linesAtMarkup) = (start, lines)
    state = .open
  }

  private mutating func takeOpening(_ unit: UInt8, _ start: Int) -> Int? {
    name.removeAll(keepingCapacity: true)
    switch unit {
    case UInt8(ascii: "!"): state = .bang
    case UInt8(ascii: "/"):
      (isClosing, state) = (true, .name)
      if !hasRoot { hasStrayText = true }
    case UInt8(ascii: "?"):
      if hasStrayText, !hasRoot { return endBeforeMarkup() }
      state = .target
    case _ where isNameStart(unit):
      if hasStrayText, !hasRoot { return endBeforeMarkup() }
      (isClosing, state) = (false, .name)
      name.append(unit)
    default:
      if !hasRoot { hasStrayText = true }
      state = .text
      if unit == UInt8(ascii: "<") { beginMarkup(start) }
    }
    return nil
  }

  private mutating func endBeforeMarkup() -> Int? {
    guard markupStart > 0 else { return nil }
    (lines, state) = (linesAtMarkup, .text)
    return markupStart
  }

  private mutating func takeBang(_ unit: UInt8) {
    if unit == UInt8(ascii: "-") {
      state = state == .bang ? .bangDash : .comment
      if state == .comment { last = (0, 0) }
    } else if state == .bang, unit == UInt8(ascii: "[") {
      state = .section
    } else {
      if state == .bang { breakBound(.documentType) }
      state = .declaration
      brackets = 0
    }
  }

  /// Looks for the end of what hides markup.
  private mutating func takeHidden(_ unit: UInt8) {
    let before = last
    switch (state, unit) {
    case (.comment, UInt8(ascii: ">")):
      if before == (UInt8(ascii: "-"), UInt8(ascii: "-")) { state = .text }
    case (.section, UInt8(ascii: ">")):
      if before == (UInt8(ascii: "]"), UInt8(ascii: "]")) { state = .text }
    case (.instruction, UInt8(ascii: ">")):
      if before.1 == UInt8(ascii: "?") { state = .text }
    case (.declaration, UInt8(ascii: "[")): brackets += 1
    case (.declaration, UInt8(ascii: "]")): brackets -= 1
    case (.declaration, UInt8(ascii: ">")): if brackets <= 0 { state = .text }
    default: break
    }
  }

  /// Takes the name of an instruction: `xml` begins a document, and may stand nowhere else.
  private mutating func takeTarget(_ unit: UInt8) -> Int? {
    if isXMLBlank(unit) || unit == UInt8(ascii: "?") {
      state = .instruction
      guard name == Array("xml".utf8) else { return nil }
      // Only a byte order mark may stand before it.
      if markupStart > 3 { return endBeforeMarkup() }
      hasDeclaration = true
    } else if name.count < 4 {
      name.append(unit)
    } else {
      state = .instruction
    }
    return nil
  }

  private mutating func takeName(_ unit: UInt8, _ start: Int) -> Int? {
    let isEnd =
      isXMLBlank(unit) || unit == UInt8(ascii: ">") || unit == UInt8(ascii: "/")
      || unit == UInt8(ascii: "<")
    if !isEnd, name.count < XMLDocumentScan.mostNameBytes {
      name.append(unit)
      return nil
    }
    state = .tag
    (attributes, isRootTag) = (0, false)
    if !isClosing {
      if !hasRoot {
        (hasRoot, isRootTag, root) = (true, true, name)
      } else if name == root, UBLDocument.isKnown(root: root) {
        return endBeforeMarkup()
      }
    }
    return takeTag(unit, start)
  }

  private mutating func takeTag(_ unit: UInt8, _ start: Int) -> Int? {
    switch unit {
    case UInt8(ascii: ">"):
      state = .text
      return endTag()
    case UInt8(ascii: "<"): beginMarkup(start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      (quote, state) = (unit, .quoted)
      attributes += 1
      if attributes > XMLDocumentScan.mostAttributes { breakBound(.attributes) }
    default: boundTag()
    }
    return nil
  }

  /// Ends a tag; gives the document's length where the root ends with it.
  private mutating func endTag() -> Int? {
    let isEmpty = last.1 == UInt8(ascii: "/")
    if isClosing {
      guard hasRoot, name == root else { return nil }
      if nested == 0 { return position }
      nested -= 1
    } else if isRootTag {
      return isEmpty ? position : nil
    } else if name == root, !isEmpty {
      nested += 1
    }
    return nil
  }

  private mutating func takeQuoted(_ unit: UInt8, _ start: Int) {
    if unit == quote {
      state = .tag
    } else if unit == UInt8(ascii: "<") {
      // Not allowed there: the quote was never closed.
      beginMarkup(start)
    } else {
      boundTag()
    }
  }

  private mutating func boundTag() {
    if position - markupStart > XMLDocumentScan.mostTagBytes { breakBound(.tagLength) }
  }

  private mutating func breakBound(_ bound: Bound) { if broken == nil { broken = bound } }
}

@inline(__always)
func isXMLBlank(_ unit: UInt8) -> Bool {
  unit == blank || unit == lineFeed || unit == carriageReturn || unit == tab
}

@inline(__always)
private func isNameStart(_ unit: UInt8) -> Bool {
  let letter = unit | 0x20
  return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || unit == UInt8(ascii: "_")
    || unit == UInt8(ascii: ":") || unit >= 0x80
}
