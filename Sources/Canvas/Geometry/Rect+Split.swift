/// How much of a rectangle one part of it gets.
public enum Extent: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// So many cells, as long as there are any.
  case cells(Int)
  /// A part of what the fixed ones leave, in proportion to the weight.
  case share(Int)

  /// All that the fixed parts leave.
  public static let rest = Extent.share(1)

  public init(integerLiteral cells: Int) { self = .cells(cells) }
}

extension Rect {
  /// Parts from top to bottom, as many as extents; the later ones are empty where space ends.
  public func split(rows extents: [Extent]) -> [Rect] {
    var top = row
    return lengths(of: extents, in: rows).map { length in
      defer { top += length }
      return Rect(column: column, row: top, columns: columns, rows: length)
    }
  }

  /// Parts from left to right, as many as extents; the later ones are empty where space ends.
  public func split(columns extents: [Extent]) -> [Rect] {
    var left = column
    return lengths(of: extents, in: columns).map { length in
      defer { left += length }
      return Rect(column: left, row: row, columns: length, rows: rows)
    }
  }
}

/// Cells for each extent; their sum is at most `total`, and is `total` where there is a share.
private func lengths(of extents: [Extent], in total: Int) -> [Int] {
  var left = total
  var weights = 0
  var lengths = extents.map { extent in
    switch extent {
    case .cells(let cells):
      let length = min(max(0, cells), left)
      left -= length
      return length
    case .share(let weight):
      weights += max(0, weight)
      return 0
    }
  }
  for (index, extent) in extents.enumerated() {
    guard case .share(let weight) = extent, weight > 0 else { continue }
    // What is left is divided by the weights that are left: no cell is lost to rounding.
    let length = left * weight / weights
    lengths[index] = length
    left -= length
    weights -= weight
  }
  return lengths
}
