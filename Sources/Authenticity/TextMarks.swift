import Statistics

/// Which texts of a dictionary have a property, each judged once.
final class TextMarks {
  private let dictionary: KeyTable
  /// By code; code 0, absent, has not.
  @exclusivity(unchecked) private var marks: [Bool] = [false]
  /// Whether any text has it.
  private(set) var hasAny = false

  init(of dictionary: KeyTable) { self.dictionary = dictionary }

  @inline(__always)
  func isMarked(_ code: UInt32) -> Bool { marks[Int(code)] }

  /// Judges the texts that came since it was last called.
  func judgeNew(_ hasProperty: (UnsafeRawBufferPointer) -> Bool) {
    guard marks.count <= dictionary.count else { return }
    for code in marks.count...dictionary.count {
      let isMarked = dictionary.key(UInt32(code)).withUnsafeBytes(hasProperty)
      marks.append(isMarked)
      if isMarked { hasAny = true }
    }
  }
}
