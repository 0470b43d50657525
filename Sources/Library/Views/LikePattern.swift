/// A pattern of `like`: `%` stands for any run of characters, `_` for one character.
struct LikePattern {
  private let pattern: [UInt8]

  init(_ text: String) { pattern = Array(text.utf8) }

  /// Whether the pattern covers the whole of a UTF-8 text.
  ///
  /// Walks both once and goes back to the last `%` where they part.
  ///
  /// - Complexity: O(text × pattern)
  func matches(_ text: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    var patternAt = 0
    var resume: (text: Int, pattern: Int)?
    while at < text.count {
      if patternAt < pattern.count, pattern[patternAt] == UInt8(ascii: "%") {
        patternAt += 1
        resume = (at, patternAt)
      } else if patternAt < pattern.count, pattern[patternAt] == UInt8(ascii: "_") {
        patternAt += 1
        at = nextCharacter(text, after: at)
      } else if patternAt < pattern.count, pattern[patternAt] == text[at] {
        patternAt += 1
        at += 1
      } else if let last = resume {
        at = nextCharacter(text, after: last.text)
        patternAt = last.pattern
        resume = (at, patternAt)
      } else {
        return false
      }
    }
    return pattern[patternAt...].allSatisfy { $0 == UInt8(ascii: "%") }
  }
}

/// The index after the UTF-8 character that begins at `start`.
private func nextCharacter(_ text: UnsafeRawBufferPointer, after start: Int) -> Int {
  var at = start + 1
  while at < text.count, text[at] & 0xC0 == 0x80 { at += 1 }
  return at
}
