import Canvas
import Commerce
import Screens
import Testing

@Suite("Filters and windows act on everything shown")
struct FilterTests {
  private func filter(_ text: String, in monitor: inout Monitor) {
    monitor.press(.character("&"))
    monitor.type(text)
    monitor.press(.enter)
  }

  private func shown(_ effects: [Effect]) -> [PanelQuery] {
    effects.reversed().compactMap { effect in
      if case .show(let queries) = effect { queries } else { nil }
    }.first ?? []
  }

  @Test("A chip is in the query of every panel whose class knows its fields")
  func chip() throws {
    var monitor = try Monitor()
    _ = monitor.takeEffects()

    filter("province = 44", in: &monitor)

    let queries = shown(monitor.takeEffects())
    let standing = AlertRule.standard.filter { rule in
      if case .count = rule.condition { true } else { false }
    }.count
    #expect(queries.count > 8)
    #expect(queries.filter { $0.filter?.contains("province = 44") != true }.count == standing)
    #expect(monitor.text.contains("filter province = 44"))
  }

  @Test("A panel whose class does not know the field says that the filter does not apply")
  func notApplicable() throws {
    var monitor = try Monitor(columns: 120, rows: 40)

    filter("channel = live", in: &monitor)
    monitor.refresh()

    #expect(monitor.text.contains("unfiltered  24h"))
  }

  @Test("A chip is in the export too")
  func export() throws {
    var monitor = try Monitor()
    filter("province = 44", in: &monitor)
    _ = monitor.takeEffects()

    monitor.press(.character("x"), .enter)

    let exports = monitor.takeEffects().compactMap { effect in
      if case .export(let request) = effect { request } else { nil }
    }
    guard case .query(let query)? = exports.first?.content else {
      Issue.record("nothing is exported")
      return
    }
    #expect(query.filter?.contains("province = 44") == true)
    #expect(exports.first?.path == "tradewatch-overview.csv")
  }

  @Test("A mistake stays on the screen with a caret under the word, and the nearest right one")
  func mistake() throws {
    var monitor = try Monitor()

    filter("amont > 5", in: &monitor)

    #expect(monitor.text.contains("^^^^^"))
    #expect(monitor.text.contains("help: the nearest is 'amount'"))
    #expect(monitor.state.chips.isEmpty)
  }

  @Test("Filters are removed one by one")
  func remove() throws {
    var monitor = try Monitor()
    filter("province = 44", in: &monitor)
    filter("amount > 5", in: &monitor)

    monitor.press(.character("F"), .character("d"))

    #expect(monitor.state.chips.map(\.text) == ["amount > 5"])
  }

  @Test("The tail gets the filter of each class that knows the field")
  func tail() throws {
    var monitor = try Monitor()
    _ = monitor.takeEffects()

    filter("channel = live", in: &monitor)

    let filters = monitor.takeEffects().compactMap { effect in
      if case .filterTail(let filters) = effect { filters } else { nil }
    }
    #expect(filters == [[.order: "channel = live"]])
  }

  @Test("The window goes through its choices and around")
  func windows() throws {
    var monitor = try Monitor()
    var seen: [String] = []

    for _ in 0..<6 {
      monitor.press(.character("t"))
      seen.append(monitor.state.window.label)
    }

    #expect(seen == ["7d", "30d", "all", "15m", "1h", "24h"])
  }

  @Test("A window shifted back is a condition on the event time of each class")
  func shifted() throws {
    var monitor = try Monitor()
    _ = monitor.takeEffects()

    monitor.press(.character("["))

    let orders = shown(monitor.takeEffects()).filter { $0.recordClass == .order }
    let trend = orders.first { $0.dimensions == ["hour"] }
    #expect(trend?.window == nil)
    #expect(
      trend?.filter
        == "placed_at >= 2026-11-21T13:58:00+08:00 and placed_at < 2026-11-22T13:58:00+08:00")
  }

  @Test("A range is typed as two days, of which the last counts whole")
  func range() throws {
    var monitor = try Monitor()

    monitor.press(.character("T"))
    monitor.type("2026-11-11..2026-11-12")
    monitor.press(.enter)

    let from = try #require(Timestamp("2026-11-11"))
    let to = try #require(Timestamp("2026-11-13"))
    #expect(monitor.state.window == .range(from, to))
    #expect(monitor.text.contains("win 11-11..11-12"))
  }

  @Test("Frozen panels keep their figures while the total goes on")
  func freeze() throws {
    var monitor = try Monitor()
    monitor.press(.character(" "))
    let before = monitor.text

    monitor.library.scale = 2
    monitor.refresh(after: 6)

    #expect(monitor.text.contains("FROZEN"))
    #expect(monitor.text.contains("1,210,413 records"))
    let row = { (text: String) in text.split(separator: "\n").first { $0.contains("深圳") } }
    #expect(row(monitor.text) == row(before))
  }
}
