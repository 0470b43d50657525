extension String {
  /// The text as a frame draws it: what could steer a terminal is `·`, what has no base is gone.
  ///
  /// - Complexity: O(length); plain ASCII is returned as it is.
  public var safeForTerminal: String {
    if CellWidth.isPlainASCII(self) { return self }
    var safe = ""
    for cluster in self { DrawnPiece.forEach(in: cluster) { safe.append($0.character) } }
    return safe
  }

  /// The longest part from the start, of whole clusters, that fits into so many cells; ends with
  /// the level's ellipsis where something was cut off.
  public func truncated(toCells limit: Int, glyphs: GlyphLevel) -> String {
    guard limit > 0 else { return "" }
    if utf8.count <= limit, CellWidth.isPlainASCII(self) { return self }
    var used = 0
    var fitting = ""
    for cluster in self {
      let columns = CellWidth.cells(cluster)
      // Only a text that goes on needs room for the ellipsis: `fitting` is what is kept then.
      if used + columns <= limit - 1 { fitting.append(cluster) }
      used += columns
      if used > limit { return fitting + String(glyphs.ellipsis) }
    }
    return self
  }
}
