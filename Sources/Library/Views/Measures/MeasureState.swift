import Commerce
import Statistics
import Workers

/// What a view keeps for one or more measures of the same values: one aggregate a group.
///
/// `sum`, `mean`, `share` and `growth` of a field share one state, as do all quantiles of it.
protocol MeasureState: AnyObject {
  func grow(to groups: Int)
  func add(_ rows: GroupedRows)
  /// Takes out rows that were added, with the same cells.
  func subtract(_ rows: GroupedRows)
  /// Adds what another state of the same kind has; `groups` says which group here each of its groups
  /// is (the other's groups × 1).
  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>)
  func removeAll()
  /// Does ahead, on several workers, what the next answer will ask for.
  func prepare(by workers: WorkerPool)
  /// Whether rows were taken out that the state cannot forget: it has to be built again.
  var isStale: Bool { get }
}

/// The selected rows of a run with their groups.
struct GroupedRows {
  let scan: Scan
  /// The group of each selected row (rows × 1).
  let groups: UnsafeBufferPointer<UInt32>
}

/// What a state keeps; measures with equal keys share one.
enum MeasureStateKey: Hashable {
  case rows
  case sums(Dimension)
  case extremes(Dimension)
  case distinct(Dimension)
  case approximateDistinct(Dimension)
  case ordered(Dimension)
  case approximateOrdered(Dimension)
  case members(Dimension?, of: Dimension)

  init(_ measure: Measure) {
    self =
      switch (measure.kind, measure.operand) {
      case (.herfindahl(let member), let operand), (.concentration(let member, _), let operand),
        (.gini(let member), let operand):
        .members(operand, of: member)
      case (_, nil): .rows
      case (.sum, let operand?), (.mean, let operand?), (.share, let operand?),
        (.growth, let operand?), (.count, let operand?):
        .sums(operand)
      case (.min, let operand?), (.max, let operand?): .extremes(operand)
      case (.distinct, let operand?): .distinct(operand)
      case (.approximateDistinct, let operand?): .approximateDistinct(operand)
      case (.quantile, let operand?): .ordered(operand)
      case (.approximateQuantile, let operand?): .approximateOrdered(operand)
      }
  }

  func makeState(_ scan: Scan) -> any MeasureState {
    switch self {
    case .rows: RowCounts()
    case .sums(let operand): GroupSums(scan, operand)
    case .extremes(let operand): GroupExtremes(scan, operand)
    case .distinct(let operand): GroupDistinct(scan, operand)
    case .approximateDistinct(let operand): GroupDistinctSketches(scan, operand)
    case .ordered(let operand): GroupOrderedValues(scan, operand)
    case .approximateOrdered(let operand): GroupQuantileSketches(scan, operand)
    case .members(let operand, let member): GroupMembers(scan, operand, of: member)
    }
  }
}

extension MeasureState {
  var isStale: Bool { false }

  func prepare(by workers: WorkerPool) {}
}
