import Commerce

extension TextCheck {
  /// V02-enumeration: words that the vocabulary of their field does not have.
  static func enumerations() -> TextCheck {
    TextCheck(
      .enumeration, where: { !$0.vocabulary.isEmpty && $0.type.isText },
      isSound: { text, field in
        field.type == .flags
          ? text.split(separator: UInt8(ascii: "|")).allSatisfy {
            field.vocabulary.contains(UnsafeRawBufferPointer(rebasing: $0))
          }
          : field.vocabulary.contains(text)
      },
      expected: { _, field in
        let words = field.vocabulary.joined(separator: ", ")
        return (field.type == .flags ? "words of " : "one of ") + words
      })
  }
}

extension [String] {
  /// Whether one of the words has exactly these bytes.
  fileprivate func contains(_ bytes: UnsafeRawBufferPointer) -> Bool {
    contains { $0.utf8.elementsEqual(bytes) }
  }
}
