/// A query that cannot be answered as it was written: the part, the place, what was expected there.
public struct QueryError: Error, Hashable, Sendable {
  /// The part of a query that is wrong, by the name of its option.
  public enum Part: String, Hashable, Sendable {
    case measure
    case by
    case `where`
    case window
    case asOf = "as-of"
    case top
  }

  public var part: Part
  /// The whole text of that part, as it was given.
  public var text: String
  /// Characters of `text` that are wrong; empty at its end where something is missing.
  public var range: Range<Int>
  public var expected: String
  /// The wrong word; empty where the text ends too early or the whole is meant.
  public var found: String
  /// The nearest right word; `nil` where there is none.
  public var nearest: String?
  /// What to do instead; `nil` where the nearest word says it.
  public var help: String?
}

extension QueryError: CustomStringConvertible {
  /// The message, the text, a caret under the wrong word, and the nearest right one.
  public var description: String {
    var lines = ["\(part.rawValue): \(message)"]
    if !text.isEmpty {
      lines.append("  " + text)
      lines.append("  " + underline)
    }
    if let help { lines.append("help: \(help)") }
    if let nearest { lines.append("help: the nearest is '\(nearest)'") }
    return lines.joined(separator: "\n")
  }

  /// What is wrong, in one line without the place: `expected a field of order, found 'amont'`.
  public var message: String {
    found.isEmpty ? "expected \(expected)" : "expected \(expected), found '\(found)'"
  }

  /// Blanks up to the wrong word, then a caret for each of its columns; wide characters take two.
  private var underline: String {
    let characters = Array(text)
    let before = characters[..<range.lowerBound].reduce(0) { $0 + columns(of: $1) }
    let under = characters[range].reduce(0) { $0 + columns(of: $1) }
    return String(repeating: " ", count: before) + String(repeating: "^", count: max(1, under))
  }
}

/// Terminal columns of a character: two for ideographs, kana, hangul and full-width forms.
private func columns(of character: Character) -> Int {
  switch character.unicodeScalars.first?.value ?? 0 {
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
    2
  default: 1
  }
}
