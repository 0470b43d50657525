import Commerce

extension MonitorState {
  /// Takes the newest snapshot in.
  ///
  /// Lists keep their order while the user moves, and else for a
  /// second, so that no row slips away under the cursor.
  mutating func take(_ new: Snapshot) -> [Effect] {
    let hasGrown = new.flow.read != snapshot.flow.read
    noteLiveFeeds(new)
    let drawn = drawnOrders
    let tail = holdsTail(new) ? snapshot.tail : new.tail
    snapshot = new
    snapshot.tail = tail
    advance(to: new.now)
    if firstRead == nil, !isLoading, !new.feeds.isEmpty { firstRead = now }
    guard frozen == nil else { return evaluateAlerts() }
    let isMoving = lastMove.map { now.microseconds - $0.microseconds < 1_000_000 } ?? false
    let isRested = lastResort.map { now.microseconds - $0.microseconds >= 1_000_000 } ?? true
    if isRested, !isMoving {
      lastResort = now
      heldOrders = [:]
      if hasGrown { renewList() }
    } else {
      heldOrders = drawn
    }
    return evaluateAlerts()
  }

  /// Notes which feeds have brought rows since they were read to their ends.
  private mutating func noteLiveFeeds(_ new: Snapshot) {
    let known = Dictionary(
      snapshot.feeds.map { ($0.status.name, $0.status) }, uniquingKeysWith: { $1 })
    for status in new.feeds.lazy.map(\.status) where status.state == .following {
      guard let before = known[status.name], before.state == .following else { continue }
      if status.read > before.read { liveFeeds.insert(status.name) }
    }
  }

  /// Whether the few newest records beside the panels stand still: under a flood, where they are a
  /// sample that nobody can read, they change once a second.
  private mutating func holdsTail(_ new: Snapshot) -> Bool {
    let isFresh = lastTail.map { new.now.microseconds - $0.microseconds < 1_000_000 } ?? false
    let isFlood = new.flow.recordsPerSecond > MonitorState.readableRate
    if isFresh, isFlood, screen != .tail, !snapshot.tail.isEmpty { return true }
    lastTail = new.now
    return false
  }

  /// Records a second that could be followed by eye on the screen of the tail.
  private static let readableRate = 200.0

  /// The order in which each top list of the screen is drawn now, by its query.
  private var drawnOrders: [PanelQuery: [String]] {
    var orders: [PanelQuery: [String]] = [:]
    for panel in screenPanels where panel.kind == .top {
      let rows = orderedRows(of: panel)
      if !rows.isEmpty { orders[query(panel)] = rows.map(\.key) }
    }
    return orders
  }

  /// Takes the time in; what was said some seconds ago goes away.
  mutating func advance(to time: Timestamp) {
    now = max(now, time)
    if status != nil, let statusSince, now.seconds - statusSince.seconds >= 5 { status = nil }
  }

  /// Asks for the open list again where it shows its newest rows.
  private mutating func renewList() {
    guard case .records(var list)? = pages.last, !list.isWaiting, list.selectedKey == nil,
      list.selected == 0
    else { return }
    list.isStale = true
    pages[pages.count - 1] = .records(list)
  }

  mutating func take(_ reply: Reply) -> [Effect] {
    switch reply {
    case .records(let page): take(page)
    case .record(let detail): takeDetail(detail)
    case .raw(let raw): takeRaw(raw)
    case .found(let result):
      if search?.requestID == result.id { search?.result = result }
    case .exported(let path, let rows):
      isExporting = false
      say("\(Words.written[language]) \(path), \(formatter.count(rows)) \(Words.records[language])")
    case .failed(let id, let reason): takeFailure(id, reason)
    }
    return []
  }

  private mutating func takeDetail(_ detail: RecordDetail) {
    for index in pages.indices {
      guard case .record(var page) = pages[index], page.requestID == detail.id else { continue }
      page.detail = detail
      page.selected = detailLines(of: page).selectable(near: page.selected, towards: 1)
      pages[index] = .record(page)
    }
  }

  private mutating func takeRaw(_ raw: RawText) {
    for index in pages.indices {
      guard case .raw(var page) = pages[index], page.requestID == raw.id else { continue }
      page.text = raw
      pages[index] = .raw(page)
    }
  }

  /// Shows why a request was not answered where its answer was to stand.
  private mutating func takeFailure(_ id: Int, _ reason: String) {
    if search?.requestID == id { search = nil }
    isExporting = false
    say(reason)
    for index in pages.indices {
      switch pages[index] {
      case .records(var list) where list.requested?.id == id:
        list.failure = reason
        list.isWaiting = false
        pages[index] = .records(list)
      case .record(var page) where page.requestID == id:
        page.failure = reason
        pages[index] = .record(page)
      case .raw(var page) where page.requestID == id:
        page.failure = reason
        pages[index] = .raw(page)
      default: break
      }
    }
  }
}
