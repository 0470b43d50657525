/// A map of equal tiles, one for each division, shaded by value.
public struct TileMap: Widget, Equatable {
  public struct Tile: Hashable, Sendable {
    /// From the left, 0 first.
    public var column: Int
    /// From the top, 0 first.
    public var row: Int
    /// Two cells, such as `GD` or `粤`.
    public var label: String
    /// `nil` where there is no value, which is not 0.
    public var value: Double?

    public init(column: Int, row: Int, label: String, value: Double?) {
      self.column = column
      self.row = row
      self.label = label
      self.value = value
    }
  }

  public var tiles: [Tile]
  /// The value of the darkest shade; the greatest of the values where `nil`.
  public var maximum: Double?
  /// The maximum in words, for the legend.
  public var maximumText: String
  /// From 0; shown in reverse video.
  public var selectedTile: Int?

  public init(
    _ tiles: [Tile], maximum: Double? = nil, maximumText: String = "", selectedTile: Int? = nil
  ) {
    self.tiles = tiles
    self.maximum = maximum
    self.maximumText = maximumText
    self.selectedTile = selectedTile
  }

  public func draw(in rect: Rect, of frame: inout Frame) {
    frame.fill(rect)
    let columns = (tiles.map(\.column).max() ?? 0) + 1
    let rows = (tiles.map(\.row).max() ?? 0) + 1
    let cells = min(8, rect.columns / columns)
    guard cells > 0 else { return }
    let full = maximum ?? tiles.compactMap(\.value).filter(\.isFinite).max() ?? 0
    for (index, tile) in tiles.enumerated() {
      let place = Rect(
        column: rect.column + tile.column * cells, row: rect.row + tile.row, columns: cells,
        rows: 1
      ).intersection(rect)
      draw(tile, share: tile.value.map { full > 0 ? $0 / full : 0 }, in: place, of: &frame)
      if index == selectedTile { frame.highlight(place.inset(right: cells > 2 ? 1 : 0)) }
    }
    if rect.rows > rows { drawLegend(in: rect.line(rows), of: &frame) }
  }

  /// The label and its shade; the shade alone where a tile has less than three cells.
  private func draw(_ tile: Tile, share: Double?, in place: Rect, of frame: inout Frame) {
    let sign = share.map { shade($0, frame.glyphs) } ?? frame.glyphs.absent
    let style = share == nil ? Style.faint : Style(.sky)
    guard place.columns > 2 else {
      frame.put(String(sign), in: place, style: style)
      return
    }
    frame.put(tile.label, in: place, columns: 2)
    let count = max(1, place.columns - 3)
    frame.put(String(repeating: sign, count: count), in: place, column: 2, style: style)
  }

  private func drawLegend(in line: Rect, of frame: inout Frame) {
    let signs = shades(frame.glyphs).map(String.init).joined(separator: " ")
    let absent = frame.glyphs.absent
    let scale = "0 \(signs) \(maximumText)"
    let full = "\(scale)   \(absent) no value"
    let text = CellWidth.cells(full) <= line.columns ? full : scale
    if CellWidth.cells(text) <= line.columns { frame.put(text, in: line, style: .faint) }
  }

  private func shade(_ share: Double, _ glyphs: GlyphLevel) -> Character {
    let signs = shades(glyphs)
    guard share.isFinite, share > 0 else { return signs[0] }
    return signs[min(signs.count - 1, Int((min(share, 1) * Double(signs.count - 1)).rounded(.up)))]
  }

  /// From nothing to the maximum.
  private func shades(_ glyphs: GlyphLevel) -> [Character] {
    glyphs == .ascii ? ["_", ".", ":", "+", "#"] : ["_", "░", "▒", "▓", "█"]
  }
}
