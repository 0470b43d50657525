/// Where the 34 divisions of the first level stand on a tile map: 8 × 8 tiles, neighbours near.
public enum ProvinceGrid {
  public struct Place: Hashable, Sendable {
    /// The first two digits of GB/T 2260, such as 44.
    public let code: Int
    /// From the west, 0 first.
    public let column: Int
    /// From the north, 0 first.
    public let row: Int
    /// Two letters, such as `GD`, after GB/T 2260.
    public let letters: String
    /// One character, such as `粤`.
    public let sign: String
  }

  public static let columns = 8
  public static let rows = 8

  /// In the order of their codes.
  public static let places: [Place] = [
    Place(code: 11, column: 5, row: 2, letters: "BJ", sign: "京"),
    Place(code: 12, column: 6, row: 2, letters: "TJ", sign: "津"),
    Place(code: 13, column: 5, row: 3, letters: "HE", sign: "冀"),
    Place(code: 14, column: 4, row: 2, letters: "SX", sign: "晋"),
    Place(code: 15, column: 4, row: 1, letters: "NM", sign: "蒙"),
    Place(code: 21, column: 7, row: 2, letters: "LN", sign: "辽"),
    Place(code: 22, column: 7, row: 1, letters: "JL", sign: "吉"),
    Place(code: 23, column: 7, row: 0, letters: "HL", sign: "黑"),
    Place(code: 31, column: 7, row: 4, letters: "SH", sign: "沪"),
    Place(code: 32, column: 6, row: 4, letters: "JS", sign: "苏"),
    Place(code: 33, column: 6, row: 5, letters: "ZJ", sign: "浙"),
    Place(code: 34, column: 5, row: 4, letters: "AH", sign: "皖"),
    Place(code: 35, column: 5, row: 6, letters: "FJ", sign: "闽"),
    Place(code: 36, column: 5, row: 5, letters: "JX", sign: "赣"),
    Place(code: 37, column: 6, row: 3, letters: "SD", sign: "鲁"),
    Place(code: 41, column: 4, row: 3, letters: "HA", sign: "豫"),
    Place(code: 42, column: 4, row: 4, letters: "HB", sign: "鄂"),
    Place(code: 43, column: 4, row: 5, letters: "HN", sign: "湘"),
    Place(code: 44, column: 4, row: 6, letters: "GD", sign: "粤"),
    Place(code: 45, column: 3, row: 6, letters: "GX", sign: "桂"),
    Place(code: 46, column: 3, row: 7, letters: "HI", sign: "琼"),
    Place(code: 50, column: 3, row: 4, letters: "CQ", sign: "渝"),
    Place(code: 51, column: 2, row: 4, letters: "SC", sign: "川"),
    Place(code: 52, column: 3, row: 5, letters: "GZ", sign: "贵"),
    Place(code: 53, column: 2, row: 5, letters: "YN", sign: "云"),
    Place(code: 54, column: 0, row: 4, letters: "XZ", sign: "藏"),
    Place(code: 61, column: 3, row: 3, letters: "SN", sign: "陕"),
    Place(code: 62, column: 2, row: 2, letters: "GS", sign: "甘"),
    Place(code: 63, column: 1, row: 3, letters: "QH", sign: "青"),
    Place(code: 64, column: 3, row: 2, letters: "NX", sign: "宁"),
    Place(code: 65, column: 0, row: 2, letters: "XJ", sign: "新"),
    Place(code: 71, column: 7, row: 6, letters: "TW", sign: "台"),
    Place(code: 81, column: 5, row: 7, letters: "HK", sign: "港"),
    Place(code: 82, column: 4, row: 7, letters: "MO", sign: "澳"),
  ]

  /// The tiles of a map of values by code; `nil` for a division that has none.
  public static func tiles(
    chineseLabels: Bool, value: (_ code: Int) -> Double?
  ) -> [TileMap.Tile] {
    places.map { place in
      TileMap.Tile(
        column: place.column, row: place.row,
        label: chineseLabels ? place.sign : place.letters, value: value(place.code))
    }
  }
}
