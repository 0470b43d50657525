/// How many cells text takes on a terminal.
public enum CellWidth {
  /// Cells of the text as `Frame.put` draws it: wide characters 2, combining marks 0, a control
  /// character 1 (it is shown as `·`).
  ///
  /// - Complexity: O(length); ASCII text is not decoded.
  public static func cells(_ text: String) -> Int {
    if isPlainASCII(text) { return text.utf8.count }
    return text.reduce(0) { $0 + cells($1) }
  }

  /// Cells of one grapheme cluster as it is drawn.
  public static func cells(_ cluster: Character) -> Int {
    var total = 0
    DrawnPiece.forEach(in: cluster) { total += $0.columns }
    return total
  }

  /// Cells of one code point as `wcwidth` counts them: 0, 1 or 2; control characters are 1, as the
  /// `·` that stands for them.
  static func cells(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    if contains(value, WidthTables.wide) { return 2 }
    return contains(value, WidthTables.zero) ? 0 : 1
  }

  /// Whether every byte is a printable ASCII character, so that bytes are cells.
  static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}

/// Whether one of the sorted ranges holds the value.
private func contains(_ value: UInt32, _ ranges: [ClosedRange<UInt32>]) -> Bool {
  var low = 0
  var high = ranges.count
  while low < high {
    let middle = (low + high) / 2
    if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
  }
  return low < ranges.count && ranges[low].contains(value)
}
