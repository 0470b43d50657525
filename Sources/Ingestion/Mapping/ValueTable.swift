/// What the words of a feed mean in ours: `"Delivered" = "signed"`.
public struct ValueTable: Equatable, Sendable {
  /// Sorted by their bytes.
  private var found: [[UInt8]] = []
  private var meant: [[UInt8]] = []
  /// What every other word means; `nil` where it stays as it is.
  private var other: [UInt8]?

  /// `words`: what is found, and what it means; `*` stands for every other word.
  public init(_ words: [String: String]) {
    for (word, meaning) in words.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      if word == "*" {
        other = Array(meaning.utf8)
      } else {
        found.append(Array(word.utf8))
        meant.append(Array(meaning.utf8))
      }
    }
  }

  /// The words that values are turned into.
  var meanings: [String] {
    (meant + [other].compactMap(\.self)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a word means; `nil` where it stays as it is.
  func meaning(of text: UnsafeRawBufferPointer) -> [UInt8]? {
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].lexicographicallyPrecedes(text) { low = middle + 1 } else { high = middle }
    }
    return low < found.count && found[low].elementsEqual(text) ? meant[low] : other
  }
}
