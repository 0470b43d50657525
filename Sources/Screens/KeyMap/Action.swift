/// Something that the user can tell the monitor to do; each has a name for the command line.
package enum Action: Hashable, Sendable {
  case screen(ScreenName)
  case help
  case back
  case quitOrBack
  case quit
  case interrupt
  case suspend
  case redraw
  case up
  case down
  case left
  case right
  case pageUp
  case pageDown
  case halfPageUp
  case halfPageDown
  case first
  case last
  case nextPanel
  case previousPanel
  case open
  case maximise
  case search
  case nextHit
  case previousHit
  case addFilter
  case editFilters
  case previousSortColumn
  case nextSortColumn
  case reverseSort
  case sortMenu
  case commandLine
  case follow
  case freeze
  case mark
  case copy
  case nextProblem
  case previousProblem
  case cycleWindow
  case windowBack
  case windowForward
  case windowRange
  case export
  case theme
  case mouse
  case acknowledge
  case language
}

/// Where the focus is: a key may mean something else, or nothing, in another place.
package enum KeyContext: CaseIterable, Hashable, Sendable {
  case figures
  case trend
  case bars
  case topList
  case alerts
  case findings
  case feeds
  case rejects
  case tail
  case records
  case record
  case feed
  case raw

  package var title: LocalText {
    switch self {
    case .figures: LocalText("Key figures", "关键指标")
    case .trend: LocalText("Trend", "趋势图")
    case .bars: LocalText("Bars", "条形图")
    case .topList: LocalText("Top list", "排行榜")
    case .alerts: LocalText("Alerts", "告警")
    case .findings: LocalText("Findings", "问题")
    case .feeds: LocalText("Feeds", "数据源")
    case .rejects: LocalText("Rejected rows", "被拒行")
    case .tail: LocalText("Tail", "实时记录")
    case .records: LocalText("List of records", "记录列表")
    case .record: LocalText("Record", "单条记录")
    case .feed: LocalText("Feed", "单个数据源")
    case .raw: LocalText("Raw row", "原始行")
    }
  }

  /// Lists whose rows are records or groups.
  static let lists: Set<KeyContext> = [
    .bars, .topList, .alerts, .findings, .feeds, .rejects, .tail, .records, .record,
    .feed,
  ]
  /// What can have the focus on a screen, where no page is open.
  static let onScreens = everywhere.subtracting([.records, .record, .feed, .raw])
  static let everywhere = Set(KeyContext.allCases)
}
