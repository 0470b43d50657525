public import Commerce
import Statistics
import Workers

// Many rows read side by side: each part of them by a view of its own, whose groups and states are then
// put into this one's in the order of the rows, so that the outcome is as if one had read them all.
extension View {
  /// Fewer new rows than this are read by one worker: the others would take longer to begin.
  static let fewRows = 1 << 18

  /// Brings several views of one library up to date side by side.
  ///
  /// `now` is the end of the windows, as for one view. A view may be named several times.
  public static func refresh(_ views: [View], now: Timestamp? = nil) {
    let views = apart(views)
    guard let workers = views.first?.library.workers else { return }
    // Those with most to do first, so that no worker is left with a long one at the end.
    let longestFirst = views.sorted { $0.effort > $1.effort }
    let parts = max(1, workers.width / views.count)
    workers.forEach(views.count) { longestFirst[$0].refresh(now: now, parts: parts) }
  }

  /// Reads at most `rows` of the rows that are new to each of several views of one library, side by
  /// side; the answers stay as they are.
  public static func advance(_ views: [View], now: Timestamp? = nil, atMost rows: Int) {
    let views = apart(views)
    guard let workers = views.first?.library.workers else { return }
    let parts = max(1, workers.width / views.count)
    workers.forEach(views.count) { views[$0].advance(now: now, atMost: rows, parts: parts) }
  }

  /// The views that several workers may read at the same time: each once, since panels may share one,
  /// and with the verdicts that they ask for.
  private static func apart(_ views: [View]) -> [View] {
    var seen: Set<ObjectIdentifier> = []
    let different = views.filter { seen.insert(ObjectIdentifier($0)).inserted }
    for view in different { view.judgeLinks() }
    return different
  }

  /// What a refresh will cost, about: rows to read, times what a row costs.
  private var effort: Int {
    rowsBehind * (1 + query.dimensions.count + query.measures.reduce(0) { $0 + $1.effort })
  }

  /// Whether parts of the rows may be read by other views: those read values as this one does, and
  /// their states are soon added up.
  var canBeParted: Bool {
    guard query.window == nil, query.asOf == nil, !grouped.scan.isVolatile,
      query.measures.allSatisfy({ $0.effort < Measure.effortOfPairs })
    else { return false }
    // Decimals that no cell holds have codes that only one reader knows.
    return query.recordClass.schema.fields.indices.allSatisfy {
      table.numbers($0)?.wide.isEmpty ?? true
    }
  }

  /// Reads new rows in `count` parts side by side.
  func readParts(_ new: Range<Int>, count: Int) {
    let others = (1..<count).compactMap { _ in try? View(query, over: library) }
    let size = (new.count / (others.count + 1) + 0xFFFF) & ~0xFFFF
    library.workers.forEach(others.count + 1) { part in
      let start = min(new.upperBound, new.lowerBound + part * size)
      let rows = start..<min(new.upperBound, start + size)
      (part == 0 ? self : others[part - 1]).readRuns(rows)
    }
    for other in others { absorb(other) }
  }

  /// Adds the rows that another view of the same query has read.
  private func absorb(_ other: View) {
    let count = other.grouped.index.count
    guard count > 0 else { return }
    let numbers = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count)
    defer { numbers.deallocate() }
    grouped.index.add(other.grouped.index, into: numbers)
    for (mine, others) in zip(streams, other.streams) {
      mine.grow(to: grouped.index.count)
      mine.merge(others, groups: UnsafeBufferPointer(numbers))
    }
    grouped.absorbCurrencies(of: other.grouped)
  }
}

extension Measure {
  /// The effort for a measure that finds the pair of each row: a group and a member of it.
  fileprivate static let effortOfPairs = 12

  /// What a row costs, in passes over it.
  fileprivate var effort: Int {
    switch MeasureStateKey(self) {
    case .rows: 1
    case .sums, .extremes: 2
    case .ordered, .approximateOrdered: 4
    case .approximateDistinct: 4
    case .distinct: Measure.effortOfPairs
    case .members: Measure.effortOfPairs + 4
    }
  }
}
