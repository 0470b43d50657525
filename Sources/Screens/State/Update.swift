import Canvas
import Commerce

/// Takes one message into the state, and tells what is to be done outside of it.
public func update(_ state: inout MonitorState, with message: Message) -> [Effect] {
  var effects: [Effect] = []
  switch message {
  case .key(let key): effects = state.take(key)
  case .resized(let size): state.size = size
  case .tick(let now):
    state.advance(to: now)
    // Silence brings no snapshot, and is to be told all the same.
    effects = state.evaluateAlerts()
  case .snapshot(let snapshot): effects = state.take(snapshot)
  case .reply(let reply): effects = state.take(reply)
  case .notice(let text): state.status = text
  }
  return effects + state.requests()
}

extension MonitorState {
  /// A number for a new request.
  mutating func nextRequest() -> Int {
    lastRequest += 1
    return lastRequest
  }

  /// Says something on the status line until the next key.
  mutating func say(_ text: LocalText) { status = text[language] }

  mutating func say(_ text: String) { status = text }

  /// What the engine must be asked for now that it was not asked for before.
  mutating func requests() -> [Effect] {
    var effects: [Effect] = []
    let queries = wantedQueries
    if queries != shownQueries {
      shownQueries = queries
      effects.append(.show(queries))
    }
    let filters = tailFilters
    if filters != sentTailFilters {
      sentTailFilters = filters
      effects.append(.filterTail(filters))
    }
    if case .records(let list)? = pages.last, let request = newRequest(for: list) {
      effects.append(.records(request))
    }
    return effects
  }

  /// The queries behind everything that is shown, each once, and behind the alert rules.
  private var wantedQueries: [PanelQuery] {
    var queries: [PanelQuery] = []
    if let figures = figuresPanel {
      queries += figures.parts.indices.map { query(figures, part: $0) }
    }
    var root = self
    root.pages = []
    if !pages.isEmpty, let figures = root.figuresPanel {
      queries += figures.parts.indices.map { root.query(figures, part: $0) }
    }
    for slot in root.layout.slots {
      guard case .panel(let id) = slot.item, let panel = panel(id) else { continue }
      queries += panel.parts.indices.map { root.query(panel, part: $0) }
    }
    queries += alertRules.compactMap { alertQuery(of: $0) }
    var seen: Set<PanelQuery> = []
    return queries.filter { seen.insert($0).inserted }
  }

  /// For each class, the filter of the records that the tail shows.
  private var tailFilters: [RecordClass: String] {
    var filters: [RecordClass: String] = [:]
    for recordClass in RecordClass.principal {
      let texts = chips.filter { $0.page == nil && $0.applies(to: recordClass) }.map(\.text)
      if let filter = joined(texts) { filters[recordClass] = filter }
    }
    return filters
  }
}
