import Canvas
import Screens
import TestSupport
import Testing

@Suite("Every screen is drawn in every size")
struct ScreenGoldenTests {
  static let sizes = [(80, 24), (120, 40), (200, 60), (40, 10), (20, 4), (1, 1)]

  @Test("The overview looks as accepted", arguments: sizes)
  func overview(columns: Int, rows: Int) throws {
    let monitor = try Monitor(columns: columns, rows: rows)

    try expectGolden(monitor.frame, "overview-\(columns)x\(rows)")
  }

  @Test("The other screens look as accepted at 80 × 24", arguments: Array("234567890"))
  func screens(digit: Character) throws {
    var monitor = try Monitor()

    monitor.press(.character(digit))
    monitor.refresh()

    try expectGolden(monitor.frame, "screen-\(digit)-80x24")
  }

  @Test("The other screens look as accepted at 120 × 40", arguments: Array("24790"))
  func largerScreens(digit: Character) throws {
    var monitor = try Monitor(columns: 120, rows: 40)

    monitor.press(.character(digit))
    monitor.refresh()

    try expectGolden(monitor.frame, "screen-\(digit)-120x40")
  }

  @Test("Feeds have all columns where there is room, and each a page of its own")
  func feeds() throws {
    var monitor = try Monitor(columns: 200, rows: 60)
    monitor.press(.character("0"))
    monitor.refresh()
    try expectGolden(monitor.frame, "screen-0-200x60")

    monitor.press(.down, .down, .enter)
    try expectGolden(monitor.frame, "feed-200x60")
    monitor.send(.resized(Size(columns: 80, rows: 24)))
    try expectGolden(monitor.frame, "feed-80x24")
    monitor.press(.end, .enter)
    #expect(monitor.text.contains(",2026-11-23,91440300708461136T,10.00"))
  }

  @Test("Logistics has a map where there is room")
  func map() throws {
    var monitor = try Monitor(columns: 200, rows: 60)

    monitor.press(.character("7"))
    monitor.refresh()

    try expectGolden(monitor.frame, "screen-7-200x60")
  }

  @Test("The overview speaks Chinese, with columns aligned")
  func chinese() throws {
    let monitor = try Monitor(columns: 120, rows: 40, language: .chinese)

    try expectGolden(monitor.frame, "overview-zh-120x40")
  }

  @Test("A list, a record and its raw row look as accepted")
  func pages() throws {
    var monitor = try Monitor()

    monitor.press(.enter)
    monitor.refresh()
    try expectGolden(monitor.frame, "list-80x24")
    monitor.press(.enter)
    try expectGolden(monitor.frame, "record-80x24")
    monitor.press(.enter)
    try expectGolden(monitor.frame, "raw-80x24")
  }

  @Test("The help fits 40 × 10")
  func help() throws {
    var monitor = try Monitor(columns: 40, rows: 10)

    monitor.press(.character("?"))

    try expectGolden(monitor.frame, "help-40x10")
  }
}
