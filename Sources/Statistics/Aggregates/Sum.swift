/// The exact sum of numbers, and how many there were.
///
/// 128 bits hold the sum of 2⁶⁴ cells of 64 bits, so nothing rounds and nothing overflows.
public struct Sum: Aggregate, Equatable, Sendable, BitwiseCopyable {
  /// In the unit of the cells.
  public private(set) var total: Int128 = 0
  public private(set) var count: Int64 = 0

  public init() {}

  @inline(__always)
  public mutating func add(_ value: Int64) {
    total &+= Int128(value)
    count &+= 1
  }

  @inline(__always)
  public mutating func subtract(_ value: Int64) {
    total &-= Int128(value)
    count &-= 1
  }

  /// Adds the sum of `count` numbers.
  @inline(__always)
  public mutating func add(_ total: Int128, of count: Int64) {
    self.total &+= total
    self.count &+= count
  }

  public mutating func merge(_ other: Sum) {
    total &+= other.total
    count &+= other.count
  }

  /// Takes out what another was given.
  public mutating func subtract(contentsOf other: Sum) {
    total &-= other.total
    count &-= other.count
  }

  /// The mean in the unit of the cells ÷ `scale`, in binary64; `nil` for no values.
  ///
  /// The exact sum is rounded once and divided once, so it is off by two roundings at most.
  public func mean(scale: Int64) -> Double? {
    count == 0 ? nil : nearestDouble(total) / (Double(scale) * Double(count))
  }
}
