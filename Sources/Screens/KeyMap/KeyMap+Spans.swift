import Canvas

extension KeyMap {
  /// The keys that change which time is shown, and hold it.
  static let spans: [Binding] = [
    Binding(
      [.character("t")], .cycleWindow, "window", hint: LocalText("window", "时间窗"),
      help: LocalText(
        "next time window: 15m, 1h, 24h, 7d, 30d, all", "切换时间窗:15m、1h、24h、7d、30d、all"),
      weight: 40),
    Binding(
      [.character("[")], .windowBack, "window-back", hint: LocalText("earlier", "更早"),
      help: LocalText("one window earlier", "前移一个时间窗")),
    Binding(
      [.character("]")], .windowForward, "window-forward", hint: LocalText("later", "更晚"),
      help: LocalText("one window later", "后移一个时间窗")),
    Binding(
      [.character("T")], .windowRange, "range", hint: LocalText("range", "时间段"),
      help: LocalText("type a range of days or times", "输入日期或时间段")),
    Binding(
      [.character(" ")], .freeze, "freeze", hint: LocalText("freeze", "冻结"),
      help: LocalText("hold the panels still; totals go on", "冻结面板;总数继续更新"), weight: 50),
  ]

  /// The keys that take something out of the monitor, and those that set it up.
  static let giving: [Binding] = [
    Binding(
      [.character("x")], .export, "export", hint: LocalText("export", "导出"),
      help: LocalText("write what is shown into a CSV or JSON file", "将所示内容写入 CSV 或 JSON 文件"),
      weight: 8),
    Binding(
      [.character("y")], .copy, "copy", hint: LocalText("copy", "复制"),
      help: LocalText("copy the row, or the marked rows", "复制该行或标记行"),
      in: KeyContext.lists.union([.raw]), weight: 6),
    Binding(
      [.character("C")], .theme, "theme", hint: LocalText("colour", "配色"),
      help: LocalText("colour on and off", "开关颜色")),
    Binding(
      [.character("L")], .language, "language", hint: LocalText("中文", "English"),
      help: LocalText("English or Chinese", "中文或英文")),
    Binding(
      [.function(2)], .mouse, "mouse", hint: LocalText("mouse", "鼠标"),
      help: LocalText("mouse on and off", "开关鼠标")),
  ]
}
