public import Commerce
import Statistics
import Workers

/// The answer to one query, kept current: a refresh reads only what was appended, retired or touched
/// since the last one, and the rows that a moving window leaves or reaches.
///
/// Lives on the thread of its library.
public final class View {
  public let query: Query
  let library: Library
  let table: Table
  let grouped: GroupedScan
  /// The query's own window first, then one for each period that `growth` compares with.
  let streams: [Stream]
  /// Rows below this were read; entries of the logs below these were followed.
  var rowsRead = 0
  var retiredRead = 0
  var touchedRead = 0
  private var epoch = -1
  /// Rows that were read, by event time, where there is a window.
  var events: EventQueue?
  /// Counts and sums of many rows at a time; `nil` where the query needs more.
  private(set) lazy var tallies: TallyScan? = makeTallies()

  /// Empty until the first refresh.
  public private(set) var answer: Answer
  /// Why there is no answer though the query is right: amounts of several currencies.
  public private(set) var refusal: QueryError?
  private var wasAnswered = false

  /// Rows of the table that were not read yet; 0 where the query asks for an instant, which is always
  /// read whole.
  public var rowsBehind: Int { query.asOf == nil ? table.count - rowsRead : 0 }

  public init(_ query: Query, over library: Library) throws(QueryError) {
    self.query = query
    self.library = library
    table = library[query.recordClass]
    grouped = GroupedScan(library, query)
    var streams = [Stream(shift: nil)]
    streams[0].demand(.rows, grouped.scan)
    for measure in query.measures {
      let key = MeasureStateKey(measure)
      streams[0].demand(key, grouped.scan)
      (streams[0].state(key) as? GroupMembers)?.demand(measure.kind)
      guard case .growth(let period) = measure.kind, query.window != nil else { continue }
      if !streams.contains(where: { $0.shift == period }) {
        streams.append(Stream(shift: period))
      }
      for stream in streams where stream.shift == period { stream.demand(key, grouped.scan) }
    }
    self.streams = streams
    answer = Answer(columns: query.columns(unit: nil), rows: [], groupCount: 0, asOf: query.asOf)
  }

  /// Brings the answer up to date with the library.
  ///
  /// - Parameter now: the end of the window when following live, where it is later than the newest
  ///   event; `nil` for the newest event.
  /// - Returns: whether the answer changed.
  @discardableResult
  public func refresh(now: Timestamp? = nil) -> Bool {
    refresh(now: now, parts: library.workers.width)
  }

  /// `parts`: how many workers may read rows at the same time.
  @discardableResult
  func refresh(now: Timestamp?, parts: Int) -> Bool {
    judgeLinks()
    var isChanged = !wasAnswered
    if let instant = query.asOf {
      evaluate(asOf: instant)
      isChanged = true
    } else {
      let end = windowEnd(now)
      if mustStartOver(end) {
        startOver()
        isChanged = true
      }
      isChanged = follow(to: end, parts: parts) || isChanged
    }
    guard isChanged else { return false }
    wasAnswered = true
    rebuildStaleStates()
    for stream in streams { stream.prepare(by: library.workers) }
    return publish()
  }

  /// Reads at most `rows` of the rows that are new, so that the next refresh has less to do; the answer
  /// stays as it is.
  public func advance(now: Timestamp? = nil, atMost rows: Int) {
    advance(now: now, atMost: rows, parts: library.workers.width)
  }

  func advance(now: Timestamp?, atMost rows: Int, parts: Int) {
    guard query.asOf == nil else { return }
    judgeLinks()
    let end = windowEnd(now)
    if mustStartOver(end) {
      startOver()
      wasAnswered = false
    }
    if follow(to: end, atMost: rows, parts: parts) { wasAnswered = false }
  }

  /// Brings the verdicts over orders up to date, where the query asks for what they come from.
  func judgeLinks() {
    if grouped.scan.isVolatile { library.orderLinks.judgeChanged() }
  }

  /// The newest event time, or `now` where that is later; `nil` where the query has no window.
  private func windowEnd(_ now: Timestamp?) -> Int64? {
    guard query.window != nil else { return nil }
    let newest = library.newestEventTime(query.recordClass)?.microseconds
    return [newest, now?.microseconds].compactMap { $0 }.max()
  }

  private func mustStartOver(_ end: Int64?) -> Bool {
    if epoch < 0 || (grouped.scan.isVolatile && epoch != table.epoch) { return true }
    if grouped.scan.isOutdated() { return true }
    if let end, let span = streams[0].span, end < span.upTo { return true }
    return false
  }

  func startOver() {
    grouped.removeAll()
    tallies?.removeAll()
    for stream in streams { stream.removeAll() }
    epoch = table.epoch
    rowsRead = 0
    retiredRead = table.retired.count
    touchedRead = table.touched.count
    events = query.window?.microseconds.map { EventQueue(width: max(1_000_000, $0 / 256)) }
  }

  /// Builds states anew that could not forget what was taken out.
  private func rebuildStaleStates() {
    for stream in streams {
      let stale = stream.staleStates
      guard !stale.isEmpty else { continue }
      for state in stale { state.removeAll() }
      let standing = query.asOf.map { Scan.Standing.visible(asOf: $0) } ?? .live
      for run in segmentRanges(0..<rowsRead, atMost: RowRun.most) {
        guard let rows = grouped.load(RowRun(run), standing, .recorded, window: stream.span)
        else { continue }
        for state in stale {
          state.grow(to: grouped.index.count)
          state.add(rows)
        }
      }
    }
  }

  /// Makes the answer from the states; whether it differs from the one before.
  private func publish() -> Bool {
    let before = (answer, refusal)
    let rows = streams[0].rowCounts?.total ?? 0
    let currencies = grouped.currencies(rows: rows)
    if currencies.count > 1, let measure = query.measures.first(where: \.mixesMoney) {
      refusal = QueryError(mixing: currencies, in: measure)
      answer = Answer(columns: query.columns(unit: nil), rows: [], groupCount: 0, asOf: query.asOf)
    } else {
      refusal = nil
      answer = makeAnswer(unit: grouped.unit(rows: rows) ?? query.onlyCurrency)
    }
    return before.0 != answer || before.1 != refusal
  }
}
