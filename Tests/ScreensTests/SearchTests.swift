import Canvas
import Screens
import Testing

@Suite("Search finds all rows as it is typed")
struct SearchTests {
  @Test("Chinese text is echoed, and the hits of all groups are counted while it is typed")
  func live() throws {
    var monitor = try Monitor()

    monitor.press(.character("/"))
    monitor.type("公司")

    #expect(monitor.text.contains("/公司"))
    #expect(monitor.text.contains("300 hits"))
  }

  @Test("No match is said")
  func noMatch() throws {
    var monitor = try Monitor()

    monitor.press(.character("/"))
    monitor.type("商品")
    #expect(monitor.text.contains("no match"))
    monitor.press(.enter)

    #expect(monitor.text.contains("no match: 商品"))
  }

  @Test("n and N go from hit to hit and around")
  func hits() throws {
    var monitor = try Monitor()
    monitor.press(.character("/"))
    monitor.type("公司")

    monitor.press(.enter)
    #expect(monitor.text.contains(">深圳市华强"))
    monitor.press(.character("n"))
    #expect(monitor.text.contains(">上海宝山钢铁"))
    monitor.press(.character("N"), .character("N"))

    #expect(monitor.text.contains(">杭州阿里巴巴"))
  }

  @Test("A hit in a list of records is selected wherever it is")
  func records() throws {
    var monitor = try Monitor()
    monitor.press(.enter, .character("/"))
    monitor.type("PO99500")

    monitor.press(.enter)

    #expect(monitor.text.contains(">PO99500"))
    #expect(monitor.text.contains("501 of 1,000"))
  }

  @Test("Hits are shown in reverse video on whole characters")
  func marked() throws {
    var monitor = try Monitor()
    monitor.press(.character("/"))
    monitor.type("钢铁")

    let frame = monitor.frame
    let marked = (0..<frame.size.rows).flatMap { frame.cells(ofRow: $0) }
      .filter { $0.style.ink == .yellow && $0.style.isReverse && !$0.isContinuation }
    #expect(String(marked.map(\.character)) == "钢铁")
  }

  @Test("Esc ends the search before it goes back")
  func escape() throws {
    var monitor = try Monitor()
    monitor.press(.enter, .character("/"))
    monitor.type("PO")
    monitor.press(.enter)

    monitor.press(.escape)
    #expect(monitor.state.pages.count == 1)
    monitor.press(.escape)

    #expect(monitor.state.pages.isEmpty)
  }
}
