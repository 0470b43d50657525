/// How a number stands in a column of 64-bit cells: as itself in the column's unit, or as a sign
/// that it is absent or kept elsewhere.
public enum Cell {
  /// No value.
  public static let absent = Int64.min
  /// Cells from here up are plain numbers; those between are codes of numbers that do not fit.
  public static let leastPlain = Int64.min + (1 << 40)
}
