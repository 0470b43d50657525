import Commerce
import Library
import Loading
import Screens

/// The views of the queries on the screen, and some that were there lately.
///
/// Only those on the screen are refreshed; the others wait as they are, so that a screen that is
/// opened again costs what came meanwhile. One that is far behind is brought up in parts, so that
/// nobody waits long for the engine.
struct ViewShelf {
  private static let mostIdle = 48
  /// Rows that may be read at once in a refresh.
  private static let mostBehind = 1 << 19
  /// Views that are read side by side.
  private static let mostAtOnce = 4
  /// How long a part may take.
  private static let partMicroseconds: Int64 = 8000

  private enum Entry {
    case view(View)
    case refused(String)
  }

  private let library: Library
  private var entries: [PanelQuery: Entry] = [:]
  /// Queries that are not shown, the one that was shown last at the end.
  private var idle: [PanelQuery] = []
  private(set) var shown: [PanelQuery] = []
  /// Rows that are read in a part: as many as its time allows.
  private var partRows = 1 << 17

  init(library: Library) { self.library = library }

  /// Makes these the queries on the screen.
  mutating func show(_ queries: [PanelQuery]) {
    let new = Set(queries)
    for query in shown where !new.contains(query) {
      idle.removeAll { $0 == query }
      idle.append(query)
    }
    shown = queries
    idle.removeAll { new.contains($0) }
    while idle.count > ViewShelf.mostIdle { entries[idle.removeFirst()] = nil }
    for query in queries where entries[query] == nil { entries[query] = entry(query) }
  }

  /// Whether a query on the screen can be answered at once; if not, `advance` is to be called first.
  func isClose(_ query: PanelQuery) -> Bool {
    guard case .view(let view) = entries[query] else { return true }
    return view.rowsBehind <= ViewShelf.mostBehind
  }

  /// Whether all queries on the screen can be answered at once.
  var isClose: Bool { shown.allSatisfy(isClose) }

  /// Brings the first views on the screen that are far behind nearer, by one part.
  mutating func advance(now: Timestamp?) {
    let views = views(of: shown.filter { !isClose($0) }.prefix(ViewShelf.mostAtOnce))
    guard !views.isEmpty else { return }
    let start = MonotonicTime.microseconds
    View.advance(views, now: now, atMost: partRows)
    let elapsed = MonotonicTime.microseconds - start
    if elapsed > ViewShelf.partMicroseconds {
      partRows = max(1 << 14, partRows / 2)
    } else if elapsed < ViewShelf.partMicroseconds / 3 {
      partRows = min(1 << 22, partRows * 2)
    }
  }

  /// The current answers to some of the queries on the screen.
  func answers(to queries: ArraySlice<PanelQuery>, now: Timestamp?) -> [PanelQuery: PanelAnswer] {
    View.refresh(views(of: queries), now: now)
    var answers: [PanelQuery: PanelAnswer] = [:]
    for query in queries { answers[query] = entries[query].map(answer(of:)) }
    return answers
  }

  /// The current answer to one query; of one that is not on the screen it is computed for this once.
  func answer(_ query: PanelQuery, now: Timestamp?) -> PanelAnswer {
    let entry = entries[query] ?? entry(query)
    if case .view(let view) = entry { view.refresh(now: now) }
    return answer(of: entry)
  }

  private func views(of queries: some Sequence<PanelQuery>) -> [View] {
    queries.compactMap { query in
      if case .view(let view) = entries[query] { view } else { nil }
    }
  }

  /// The answer as of the last refresh.
  private func answer(of entry: Entry) -> PanelAnswer {
    switch entry {
    case .refused(let reason): return PanelAnswer(refusal: reason)
    case .view(let view):
      if let refusal = view.refusal { return PanelAnswer(refusal: refusal.message) }
      let answer = view.answer
      let names = answer.columns.filter(\.isDimension).map(\.name)
      let measures = answer.columns.filter { !$0.isDimension }
      return PanelAnswer(
        rows: answer.rows, groupCount: answer.groupCount,
        labels: LabelBook(library: library).labels(for: names, rows: answer.rows),
        estimates: Set(measures.indices.filter { measures[$0].isEstimate }))
    }
  }

  private func entry(_ panelQuery: PanelQuery) -> Entry {
    do throws(QueryError) {
      return .view(try View(Query(panelQuery), over: library))
    } catch {
      return .refused(error.message)
    }
  }
}

extension Query {
  /// The query that a panel asks.
  init(_ query: PanelQuery) throws(QueryError) {
    try self.init(
      query.recordClass, measures: query.measures, by: query.dimensions, where: query.filter,
      window: query.window, top: query.top)
  }
}
