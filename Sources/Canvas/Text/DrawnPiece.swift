/// What goes into one cell, or into the two of a wide character: a base and its combining marks.
struct DrawnPiece: Equatable {
  var character: Character
  /// 1 or 2.
  var columns: Int

  /// ncurses keeps at most so many code points in a cell.
  static let maximumScalars = 5

  /// Calls `body` with each piece of the cluster, none of which can move the cursor or change the
  /// terminal's state.
  ///
  /// Terminals disagree about clusters of several spacing characters, so no cell holds two of
  /// them. An emoji sequence (joined, with a skin tone or another presentation) is drawn as its
  /// first emoji alone; a spacing vowel sign, such as the Thai `ำ`, gets a cell of its own. Marks
  /// that find no room in a cell are left out, as are invisible characters without a base.
  static func forEach(in cluster: Character, _ body: (DrawnPiece) -> Void) {
    let scalars = cluster.unicodeScalars
    if scalars.count == 1, let scalar = scalars.first {
      if isUnsafe(scalar) { return body(DrawnPiece(character: "·", columns: 1)) }
      let columns = CellWidth.cells(scalar)
      if columns > 0 { body(DrawnPiece(character: cluster, columns: columns)) }
      return
    }
    if scalars.contains(where: isUnsafe) { return body(DrawnPiece(character: "·", columns: 1)) }
    if isEmojiSequence(scalars) { return drawFirst(scalars, body) }
    var first = scalars.startIndex
    while let start = scalars[first...].firstIndex(where: { CellWidth.cells($0) > 0 }) {
      let rest = scalars.index(after: start)
      let end = scalars[rest...].firstIndex { CellWidth.cells($0) > 0 } ?? scalars.endIndex
      body(piece(scalars[start..<end]))
      first = end
    }
  }

  /// A spacing code point with its marks; without them where there are too many.
  private static func piece(_ scalars: Substring.UnicodeScalarView) -> DrawnPiece {
    let columns = CellWidth.cells(scalars[scalars.startIndex])
    let base = Character(scalars[scalars.startIndex])
    guard scalars.count > 1, scalars.count <= maximumScalars else {
      return DrawnPiece(character: base, columns: columns)
    }
    let text = String(Substring(scalars))
    return DrawnPiece(character: text.count == 1 ? Character(text) : base, columns: columns)
  }

  /// The first spacing code point without what follows it.
  private static func drawFirst(
    _ scalars: Character.UnicodeScalarView, _ body: (DrawnPiece) -> Void
  ) {
    guard let base = scalars.first(where: { CellWidth.cells($0) > 0 }) else { return }
    body(DrawnPiece(character: Character(base), columns: CellWidth.cells(base)))
  }
}

/// Whether the cluster is joined, or has a presentation, skin tone, key cap or tag.
private func isEmojiSequence(_ scalars: Character.UnicodeScalarView) -> Bool {
  scalars.contains { scalar in
    switch scalar.value {
    case 0xFE0F, 0x20E3, 0x1_F3FB...0x1_F3FF, 0xE_0020...0xE_007F: true
    // Scripts of India and Arabic use the joiner too, between letters that are not wide.
    case 0x200D: scalars.first.map { CellWidth.cells($0) == 2 } ?? false
    default: false
    }
  }
}

/// Whether the code point could steer a terminal, or change the order of what is read on it.
private func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F: true
  case 0xFFF9...0xFFFB, 0xFDD0...0xFDEF: true
  default: scalar.value & 0xFFFE == 0xFFFE
  }
}
