/// The levels of division that statistics are grouped by.
public enum DivisionLevel: UInt8, CaseIterable, Sendable {
  case province
  case city
  case county

  /// How many digits of a division code name a unit at this level.
  public var digits: Int {
    switch self {
    case .province: 2
    case .city: 4
    case .county: 6
    }
  }
}
