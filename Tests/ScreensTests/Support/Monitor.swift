import Canvas
import Commerce
import Screens

/// A monitor with a stand-in for the engine: it answers every effect at once.
struct Monitor {
  var state: MonitorState
  var library = FixedLibrary()
  private(set) var effects: [Effect] = []
  private var queries: [PanelQuery] = []
  private var seconds: Int64 = 0
  var change: (inout Snapshot) -> Void = { _ in }
  /// Keys of the records of every list, newest first.
  var orders = (0..<1000).map { "PO\(100_000 - $0)" }

  init(
    columns: Int = 80, rows: Int = 24, language: Language = .english,
    change: @escaping (inout Snapshot) -> Void = { _ in }
  ) throws {
    state = MonitorState(
      panels: try builtInPanels(), size: Size(columns: columns, rows: rows), language: language,
      now: FixedLibrary.now)
    self.change = change
    // The first snapshot brings the time of the data, on which queries depend.
    for _ in 0..<4 { refresh() }
  }

  var frame: Frame { view(state, size: state.size) }
  var text: String { frame.text }

  mutating func send(_ message: Message) {
    let new = update(&state, with: message)
    effects += new
    for effect in new { answer(effect) }
  }

  mutating func press(_ keys: Key...) {
    for key in keys { send(.key(key)) }
  }

  mutating func type(_ text: String) {
    for character in text { send(.key(.character(character))) }
  }

  mutating func resize(_ columns: Int, _ rows: Int) {
    send(.resized(Size(columns: columns, rows: rows)))
  }

  /// A new snapshot, so many seconds after the one before.
  mutating func refresh(after step: Int64 = 0) {
    seconds += step
    send(
      .snapshot(
        fixedSnapshot(queries, library: library, secondsLater: seconds, change: change)))
  }

  /// The effects since this was called last.
  mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  private mutating func answer(_ effect: Effect) {
    switch effect {
    case .show(let new): queries = new
    case .records(let request): send(.reply(.records(page(request))))
    case .record(let id, let reference): send(.reply(.record(fixedDetail(id, reference))))
    case .raw(let id, let reference):
      let text = "\(reference.key),2026-11-23 13:57:02,91440300708461136T,1650053.28,placed"
      send(
        .reply(
          .raw(
            RawText(
              id: id, place: Place(feed: "orders.csv", line: 88_411, offset: 8_664_278),
              text: text, length: text.utf8.count))))
    case .search(let request): send(.reply(.found(found(request))))
    default: break
    }
  }

  private func page(_ request: RecordRequest) -> RecordPage {
    let shown = orders.enumerated().dropFirst(request.offset).prefix(request.limit)
    let rows = shown.map { index, key in
      RecordRow(
        reference: RecordReference(request.recordClass, row: index, key: key),
        values: request.fields.map { fixedValue(of: $0, key: key) })
    }
    return RecordPage(
      id: request.id, offset: request.offset, total: orders.count, rows: rows,
      labels: library.labels)
  }

  private func found(_ request: SearchRequest) -> SearchResult {
    switch request.scope {
    case .groups(let query):
      let answer = library.answer(query)
      let hits = answer.rows.filter { row in
        let key = row[0].description
        return "\(key) \(answer.labels[key] ?? "")".contains(request.text)
      }
      return SearchResult(
        id: request.id, hits: hits.count * 100, keys: hits.map { $0[0].description }, rows: hits,
        labels: answer.labels)
    case .records:
      let hits = orders.enumerated().filter { $0.element.contains(request.text) }
      return SearchResult(
        id: request.id, hits: hits.count, keys: hits.map(\.element), indices: hits.map(\.offset))
    }
  }
}

/// A value of an order with this key.
func fixedValue(of field: String, key: String) -> FieldValue {
  switch field {
  case "order_id", "uscc", "sku", "number", "contract_id", "name": .text(key)
  case "placed_at", "issued_at", "collected_at": .time(FixedLibrary.now)
  case "seller": .text("91440300708461136T")
  case "amount": .money(Money(units: 16_500_532_800))
  case "quantity": .decimal(ExactDecimal(tenThousandths: 1_660_000))
  case "state": .text("placed")
  case "province": .text("44")
  case "flows": .text("partial")
  default: .absent
  }
}

/// A record with two links, one of which has not come, and a finding.
func fixedDetail(_ id: Int, _ reference: RecordReference) -> RecordDetail {
  let place = Place(feed: "orders.csv", line: 88_411, offset: 8_664_278)
  return RecordDetail(
    id: id, reference: reference,
    fields: reference.recordClass.schema.fields.map {
      NamedValue($0.name, fixedValue(of: $0.name, key: reference.key))
    } + [NamedValue("flows", .text("partial"))],
    links: [
      RecordLink(
        relation: "contract", recordClass: .contract, key: "HT2026-0118", row: 17,
        summary: "active 2.40M"),
      RecordLink(relation: "invoice", recordClass: .invoice, key: "26442000000012345678", row: nil),
    ],
    findings: [
      Finding(
        rule: .line, recordClass: .order, place: place, field: "amount",
        expected: "1650053.20 = quantity × unit_price − discount", found: "1650053.28",
        key: reference.key)
    ], place: place, status: "live", labels: FixedLibrary().labels)
}
