import Commerce
import Statistics
import Workers

// Verdicts are not brought up to date as documents arrive, but when somebody asks: most orders change
// several times in a load, and one after the other they are read faster than as documents name them.
extension OrderLinks {
  /// In `verdicts`, the mark of a row to be judged again.
  static let changedMark: UInt8 = 0x80
  /// The most changed rows that are noted one by one.
  private static let mostNoted = 1 << 16
  private static let partRows = 1 << 16

  /// Notes that the links of an order changed.
  ///
  /// One that came since the last judging is judged anyway.
  func markChanged(_ row: Int) {
    guard !areManyChanged, row < judgedCount else { return }
    let verdict = verdicts[row]
    guard verdict & OrderLinks.changedMark == 0 else { return }
    guard changed.count < OrderLinks.mostNoted else {
      areManyChanged = true
      return
    }
    verdicts[row] = verdict | OrderLinks.changedMark
    changed.append(UInt32(row))
  }

  /// Notes that what names an order id changed.
  func markChanged(orderOf code: UInt32) {
    guard !areManyChanged, judgedCount > 0, case .one(let row) = order(withId: code) else { return }
    markChanged(row)
  }

  /// Whether a row's verdict is not up to date.
  func isUnjudged(_ row: Int) -> Bool {
    areManyChanged || row >= judgedCount || verdicts[row] & OrderLinks.changedMark != 0
  }

  /// Brings all verdicts up to date, and touches the orders that were judged before.
  public func judgeChanged() {
    let all = 0..<verdicts.count
    guard areManyChanged || !changed.isEmpty || judgedCount < all.count else { return }
    let stages = stages.all(of: orders.codes(fields.orderState)?.dictionary)
    if areManyChanged {
      judge(all, stages)
      if judgedCount > 0 { orders.startEpoch() }
    } else {
      for row in changed {
        judge(Int(row), stages, &conflictChanges)
        orders.touch(Int(row))
      }
      judge(judgedCount..<all.count, stages)
    }
    changed.removeAll(keepingCapacity: true)
    areManyChanged = false
    judgedCount = all.count
  }

  private func judge(_ rows: Range<Int>, _ stages: [OrderStage]) {
    let parts = segmentRanges(rows, atMost: OrderLinks.partRows)
    var changes = Array(repeating: [UInt32](), count: parts.count)
    changes.withUnsafeMutableBufferPointer { changes in
      let changes = changes
      workers.forEach(parts.count) { part in
        for row in parts[part] { judge(row, stages, &changes[part]) }
      }
    }
    for part in changes { conflictChanges += part }
  }

  /// Judges a row, and notes it where it came to or left a conflict.
  private func judge(_ row: Int, _ stages: [OrderStage], _ conflictChanges: inout [UInt32]) {
    let before = verdicts[row] & ~OrderLinks.changedMark
    let verdict = orders.isLive(row) ? verdict(row, stages: stages).rawValue : before
    verdicts[row] = verdict
    let conflict = Flows.conflict.rawValue
    if before != verdict, before == conflict || verdict == conflict {
      conflictChanges.append(UInt32(row))
    }
  }
}
