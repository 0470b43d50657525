import Canvas

extension KeyMap {
  static let opening: [Binding] = [
    Binding(
      [.character("?"), .function(1)], .help, "help", hint: LocalText("help", "帮助"),
      help: LocalText("this help", "本帮助"), weight: 100),
    Binding(
      [.enter], .open, "open", hint: LocalText("open", "打开"),
      help: LocalText(
        "open: the records behind a number, a record, a linked document, the raw row",
        "打开:数字背后的记录、单条记录、关联单据、原始行"),
      in: KeyContext.everywhere.subtracting([.raw]), weight: 80),
    Binding(
      [.escape, .backspace], .back, "back", hint: LocalText("back", "返回"),
      help: LocalText("back to where this was opened from", "返回上一层"), weight: 35),
    Binding(
      [.character("q")], .quitOrBack, "close", hint: LocalText("quit", "退出"),
      help: LocalText("back; on a screen: quit", "返回;在主界面则退出"), weight: 30),
    Binding(
      [.character("Q")], .quit, "quit", hint: LocalText("quit now", "立即退出"),
      help: LocalText("quit at once", "立即退出")),
    Binding(
      [.control("c")], .interrupt, "interrupt", hint: LocalText("stop", "中断"),
      help: LocalText(
        "stop a search or an export that is running; else quit", "中断正在进行的搜索或导出;否则退出")),
    Binding(
      [.control("z")], .suspend, "suspend", hint: LocalText("suspend", "挂起"),
      help: LocalText("back to the shell; fg comes back", "回到命令行;fg 返回")),
    Binding(
      [.control("l")], .redraw, "redraw", hint: LocalText("redraw", "重绘"),
      help: LocalText("draw everything again", "重新绘制")),
    Binding(
      [.character("z")], .maximise, "maximise", hint: LocalText("maximise", "最大化"),
      help: LocalText("the focused panel alone, and back", "仅显示当前面板,再按还原"),
      in: KeyContext.onScreens),
    Binding(
      [.character("f")], .follow, "follow", hint: LocalText("follow", "跟随"),
      help: LocalText("follow the newest record", "跟随最新记录"), in: [.tail], weight: 75),
    Binding(
      [.character("a")], .acknowledge, "acknowledge", hint: LocalText("acknowledge", "确认"),
      help: LocalText("mark the alert as seen", "标记告警为已知"), in: [.alerts], weight: 75),
    Binding(
      [.character("e")], .nextProblem, "next-problem", hint: LocalText("next problem", "下一问题"),
      help: LocalText("to the next alert or rejected row", "下一条告警或被拒行"), weight: 5),
    Binding(
      [.character("E")], .previousProblem, "previous-problem",
      hint: LocalText("problem before", "上一问题"),
      help: LocalText("to the alert or rejected row before", "上一条告警或被拒行")),
    Binding(
      [.character(":")], .commandLine, "command", hint: LocalText("command", "命令"),
      help: LocalText("command line; Tab completes", "命令行;Tab 补全"), weight: 4),
  ]
}
