import Canvas

extension KeyMap {
  static let moving: [Binding] = [
    Binding(
      [.character("j"), .down], .down, "down", hint: LocalText("down", "下"),
      help: LocalText("one line down", "下移一行")),
    Binding(
      [.character("k"), .up], .up, "up", hint: LocalText("up", "上"),
      help: LocalText("one line up", "上移一行")),
    Binding(
      [.character("h"), .left], .left, "left", hint: LocalText("left", "左"),
      help: LocalText("to the left: the figure or column before", "左移:上一指标或列")),
    Binding(
      [.character("l"), .right], .right, "right", hint: LocalText("right", "右"),
      help: LocalText("to the right: the next figure or column", "右移:下一指标或列")),
    Binding(
      [.pageDown, .control("f")], .pageDown, "page-down", hint: LocalText("page", "翻页"),
      help: LocalText("one page down", "下一页")),
    Binding(
      [.pageUp, .control("b")], .pageUp, "page-up", hint: LocalText("page up", "上页"),
      help: LocalText("one page up", "上一页")),
    Binding(
      [.control("d")], .halfPageDown, "half-page-down", hint: LocalText("half page", "半页"),
      help: LocalText("half a page down", "下半页")),
    Binding(
      [.control("u")], .halfPageUp, "half-page-up", hint: LocalText("half page up", "上半页"),
      help: LocalText("half a page up", "上半页")),
    Binding(
      [.character("g"), .home], .first, "first", hint: LocalText("top", "顶"),
      help: LocalText("to the first line", "到第一行")),
    Binding(
      [.character("G"), .end], .last, "last", hint: LocalText("end", "底"),
      help: LocalText("to the last line", "到最后一行")),
    Binding(
      [.tab], .nextPanel, "next-panel", hint: LocalText("panel", "面板"),
      help: LocalText("to the next panel", "下一面板"), in: KeyContext.onScreens, weight: 90),
    Binding(
      [.backTab], .previousPanel, "previous-panel", hint: LocalText("panel back", "上一面板"),
      help: LocalText("to the panel before", "上一面板"), in: KeyContext.onScreens),
  ]

  static let screens: [Binding] = ScreenName.allCases.map { screen in
    Binding(
      [.character(screen.digit)], .screen(screen), screen.rawValue, hint: screen.title,
      help: LocalText(
        "screen: \(screen.title.english)", "界面:\(screen.title.chinese)"))
  }
}
