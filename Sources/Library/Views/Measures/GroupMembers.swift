import Commerce
import Statistics

/// What each member (seller, platform, carrier) of each group holds, for measures of concentration.
///
/// Rows without a member are left out. Decimals that no cell holds count as the nearest
/// ten-thousandth.
final class GroupMembers: MeasureState {
  /// `nil` where rows are counted.
  private let column: Int?
  private let member: Int
  private let readers: [DimensionReader]
  private let sums: MemberSums
  private var groupCount = 0
  private var known: [Concentration]?
  private var largestCount = 0
  private var needsAll = false
  private let cells = UnsafeMutablePointer<Int64>.allocate(capacity: RowRun.most)
  private let members = UnsafeMutablePointer<Int64>.allocate(capacity: RowRun.most)
  private let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: RowRun.most)

  init(_ scan: Scan, _ operand: Dimension?, of memberDimension: Dimension) {
    column = operand.map { scan.column(of: $0) }
    member = scan.column(of: memberDimension)
    readers = scan.readers
    sums = MemberSums(areCodes: memberDimension.type == .text)
  }

  deinit {
    cells.deallocate()
    members.deallocate()
    groups.deallocate()
  }

  /// Notes what a measure will ask of the members.
  func demand(_ kind: Measure.Kind) {
    if case .concentration(_, let count) = kind { largestCount = max(largestCount, count) }
    if case .gini = kind { needsAll = true }
  }

  /// How the total of a group is spread.
  func concentration(_ group: Int) -> Concentration {
    let all =
      known
      ?? sums.concentrations(groupCount, largestCount: largestCount, keepsAll: needsAll)
    known = all
    return all[group]
  }

  func grow(to newCount: Int) {
    guard newCount > groupCount else { return }
    groupCount = newCount
    known = nil
  }

  func add(_ rows: GroupedRows) {
    let (cells, members, groups) = withMember(rows)
    _ = sums.add(cells, members: members, byGroup: groups)
    known = nil
  }

  func subtract(_ rows: GroupedRows) {
    let (cells, members, groups) = withMember(rows)
    _ = sums.subtract(cells, members: members, byGroup: groups)
    known = nil
  }

  func merge(_ other: any MeasureState, groups: UnsafeBufferPointer<UInt32>) {
    guard let other = other as? GroupMembers else { return }
    sums.merge(other.sums, groups: groups)
    known = nil
  }

  func removeAll() {
    sums.removeAll()
    known = nil
  }

  /// The rows that have a member, every cell plain or absent.
  private func withMember(
    _ rows: GroupedRows
  ) -> (UnsafeBufferPointer<Int64>, UnsafeBufferPointer<Int64>, UnsafeBufferPointer<UInt32>) {
    let allMembers = rows.scan.cells(member)
    let allCells = column.map { rows.scan.cells($0) }
    var count = 0
    for index in allMembers.indices where allMembers[index] != Cell.absent {
      var cell = allCells.map { $0[index] } ?? 1
      if cell < Cell.leastPlain, cell != Cell.absent, let column {
        cell = readers[column].nearestPlain(ofCode: cell)
      }
      cells[count] = cell
      members[count] = allMembers[index]
      groups[count] = rows.groups[index]
      count += 1
    }
    return (
      UnsafeBufferPointer(start: cells, count: count),
      UnsafeBufferPointer(start: members, count: count),
      UnsafeBufferPointer(start: groups, count: count)
    )
  }
}
