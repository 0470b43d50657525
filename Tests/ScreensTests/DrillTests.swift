import Canvas
import Commerce
import Screens
import Testing

@Suite("Every number can be opened")
struct DrillTests {
  @Test("From the overview three Enters come to the raw row, and three Escs back to the same row")
  func drillAndBack() throws {
    var monitor = try Monitor()
    monitor.press(.down)
    let before = monitor.text

    monitor.press(.enter)
    #expect(monitor.text.contains("orders: 上海宝山钢铁股份有限公司"))
    monitor.press(.enter)
    #expect(monitor.text.contains("order PO100000"))
    monitor.press(.enter)
    #expect(monitor.text.contains("line 88,411"))
    monitor.press(.escape, .escape, .escape)

    #expect(monitor.text == before)
  }

  @Test("The selection stays on its row while lists are sorted again below a drill")
  func stick() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    monitor.press(.down, .down, .enter, .enter, .enter)

    for rotation in [1, 3, 5] {
      monitor.library.rotation = rotation
      for _ in 0..<4 { monitor.refresh(after: 1) }
    }
    monitor.press(.escape, .escape, .escape)
    monitor.refresh(after: 2)

    #expect(monitor.text.contains(">東京商事株式会社"))
  }

  @Test("Opening a row asks for exactly its records, and shows a filter for it")
  func filterOfRow() throws {
    var monitor = try Monitor(columns: 120, rows: 40)
    _ = monitor.takeEffects()

    monitor.press(.enter)

    let requests = monitor.takeEffects().compactMap { effect in
      if case .records(let request) = effect { request } else { nil }
    }
    #expect(requests.first?.recordClass == .order)
    #expect(requests.first?.filter?.contains("seller = \"91440300708461136T\"") == true)
    #expect(requests.first?.window == "24h")
    #expect(monitor.text.contains("filter 深圳市华强电子有限公司"))
  }

  @Test("A link is followed to its record; one that has not come says so")
  func links() throws {
    var monitor = try Monitor()
    monitor.press(.enter, .enter)

    monitor.press(.down, .enter)
    #expect(monitor.text.contains("contract HT2026-0118"))
    monitor.press(.escape, .down, .enter)

    #expect(monitor.text.contains("that record has not arrived"))
  }

  @Test("A key figure opens its records")
  func figure() throws {
    var monitor = try Monitor()
    monitor.press(.backTab, .backTab, .backTab)
    while !monitor.text.contains(">Orders") { monitor.press(.tab) }
    _ = monitor.takeEffects()

    monitor.press(.right, .right, .right, .enter)

    let filters = monitor.takeEffects().compactMap { effect in
      if case .records(let request) = effect { request.filter } else { nil }
    }
    #expect(filters == ["state in (signed, completed, delivered) and invoice_count = 0"])
  }

  @Test("A rejected row opens with the text of its line, made safe")
  func reject() throws {
    var monitor = try Monitor()
    monitor.press(.character("0"), .tab, .down)
    #expect(monitor.text.contains(">orders.csv      88,017"))

    monitor.press(.enter)

    #expect(monitor.text.contains("PO0119,2026-11-23,19,99.[31m"))
    #expect(!monitor.text.unicodeScalars.contains("\u{1B}"))
  }

  @Test("A finding's rule opens the records that break it")
  func finding() throws {
    var monitor = try Monitor()
    monitor.press(.character("9"), .tab)
    _ = monitor.takeEffects()

    monitor.press(.enter)

    let rules = monitor.takeEffects().compactMap { effect in
      if case .records(let request) = effect { request.rule } else { nil }
    }
    #expect(rules == [.unknownEnterprise])
  }

  @Test(
    "A list that shows its newest rows is asked for again; one where the user moved holds still")
  func listFollows() throws {
    var monitor = try Monitor()
    monitor.press(.enter)
    monitor.refresh(after: 2)
    monitor.orders.insert("PO200000", at: 0)

    monitor.refresh(after: 2)
    #expect(monitor.text.contains(">PO200000"))
    monitor.press(.down)
    monitor.orders.insert("PO300000", at: 0)
    monitor.refresh(after: 2)
    monitor.refresh(after: 2)

    #expect(monitor.text.contains(">PO100000"))
    #expect(!monitor.text.contains("PO300000"))
  }

  @Test("The end of a long list is reached, with the rows that belong there")
  func longList() throws {
    var monitor = try Monitor()
    monitor.press(.enter)

    monitor.press(.character("G"))

    #expect(monitor.text.contains("1,000 of 1,000"))
    #expect(monitor.text.contains(">PO99001"))
  }
}
