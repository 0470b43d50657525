/// The least and greatest of numbers, and how often each occurs.
///
/// When the last copy of an extreme is subtracted, the next one is not known: `isStale` is then
/// true until the values are added again from the start. Subtracting any other value is exact.
public struct Extremes: Aggregate, Equatable, Sendable, BitwiseCopyable {
  public private(set) var count: Int64 = 0
  private var least = Int64.max
  private var greatest = Int64.min
  private var leastCopies: Int64 = 0
  private var greatestCopies: Int64 = 0

  public init() {}

  /// Whether values are left of which the least or the greatest is not known.
  public var isStale: Bool { count > 0 && (leastCopies == 0 || greatestCopies == 0) }

  /// The least; `nil` for no values.
  public var minimum: Int64? { count == 0 ? nil : least }

  /// The greatest; `nil` for no values.
  public var maximum: Int64? { count == 0 ? nil : greatest }

  @inline(__always)
  public mutating func add(_ value: Int64) {
    count &+= 1
    if value < least {
      least = value
      leastCopies = 1
    } else if value == least {
      leastCopies &+= 1
    }
    if value > greatest {
      greatest = value
      greatestCopies = 1
    } else if value == greatest {
      greatestCopies &+= 1
    }
  }

  public mutating func subtract(_ value: Int64) {
    count -= 1
    if value == least { leastCopies -= 1 }
    if value == greatest { greatestCopies -= 1 }
    if count == 0 { self = Extremes() }
  }

  public mutating func merge(_ other: Extremes) {
    count += other.count
    if other.least == least { leastCopies += other.leastCopies }
    if other.least < least {
      least = other.least
      leastCopies = other.leastCopies
    }
    if other.greatest == greatest { greatestCopies += other.greatestCopies }
    if other.greatest > greatest {
      greatest = other.greatest
      greatestCopies = other.greatestCopies
    }
  }
}
