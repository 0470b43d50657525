/// Where the lines of a text that was converted stand in the feed.
///
/// A row of the text begins and ends with a line, or breaks off with the text, so lines are all
/// that must be known. Offsets are bytes from the feed's start: of the text, and of the feed.
struct LineTable {
  /// A line, or a part of one that came with a block; its line end is not in it.
  struct Piece {
    var text: Int64
    var textEnd: Int64
    var raw: Int64
    var rawEnd: Int64
    /// The first byte that is no character.
    var fault: Fault?
  }

  struct Fault {
    var raw: Int64
    var byte: UInt8
  }

  private var pieces: [Piece] = []
  /// The piece that was asked for last: the next one sought is mostly near.
  private var last = 0

  mutating func add(_ piece: Piece) { pieces.append(piece) }

  /// The offset in the feed of the row that begins at `text`.
  mutating func rawStart(_ text: Int64) -> Int64 {
    guard !pieces.isEmpty else { return text }
    seek(text)
    let piece = pieces[last]
    return piece.raw + min(text - piece.text, piece.rawEnd - piece.raw)
  }

  /// The offset in the feed of the end of the row that ends at `text`.
  mutating func rawEnd(_ text: Int64) -> Int64 {
    guard !pieces.isEmpty else { return text }
    seek(text)
    let piece = pieces[last]
    return text >= piece.textEnd
      ? piece.rawEnd : piece.raw + min(text - piece.text, piece.rawEnd - piece.raw)
  }

  /// The offset in the feed up to which bytes are surely of the text before `text`: exact where a
  /// line ends there.
  mutating func rawFloor(_ text: Int64) -> Int64 {
    guard !pieces.isEmpty else { return text }
    seek(text)
    return text >= pieces[last].textEnd ? pieces[last].rawEnd : pieces[last].raw
  }

  /// The first fault in the row that stands at `start..<end` of the text.
  mutating func fault(from start: Int64, to end: Int64) -> Fault? {
    guard !pieces.isEmpty else { return nil }
    seek(start)
    return pieces[last...].prefix { $0.text < end }.lazy.compactMap(\.fault).first
  }

  /// Forgets the lines that end before `text`; gives the offset in the feed of the first that stays.
  mutating func trim(before text: Int64) -> Int64? {
    guard !pieces.isEmpty else { return nil }
    seek(text)
    let first = text > pieces[last].textEnd ? last + 1 : last
    pieces.removeFirst(first)
    last = 0
    return pieces.first?.raw
  }

  /// Makes `last` the last piece that does not begin behind `text`, or the first.
  private mutating func seek(_ text: Int64) {
    if last >= pieces.count || pieces[last].text > text { last = 0 }
    for _ in 0..<8 {
      guard last + 1 < pieces.count, pieces[last + 1].text <= text else { return }
      last += 1
    }
    var beyond = pieces.count
    while beyond - last > 1 {
      let middle = (last + beyond) / 2
      if pieces[middle].text <= text { last = middle } else { beyond = middle }
    }
  }
}
