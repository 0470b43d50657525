extension GlyphLevel {
  /// A bar that grows to the right, padded to so many cells; at block level to an eighth of a cell.
  ///
  /// A share above 0 shows at least the smallest mark, so that little is told from nothing; shares
  /// outside of 0–1 are drawn as 0 or 1. Nothing is drawn for a share that is not finite.
  public func bar(_ share: Double, columns: Int) -> String {
    guard columns > 0 else { return "" }
    let share = share.isFinite ? min(max(share, 0), 1) : 0
    let steps = self == .ascii ? 1 : 8
    let marks = max((share * Double(columns * steps)).roundedToInt, share > 0 ? 1 : 0)
    var text = String(repeating: bar, count: marks / steps)
    if marks % steps > 0 { text.append(partialBars[marks % steps - 1]) }
    let missing = columns - marks / steps - (marks % steps > 0 ? 1 : 0)
    return text + String(repeating: " ", count: missing)
  }
}

/// One eighth to seven eighths of a cell, from the left.
private let partialBars: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

extension Double {
  /// The nearest integer of a value that is known to be small and finite.
  var roundedToInt: Int { Int(rounded()) }
}
