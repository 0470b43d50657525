import Canvas

extension KeyMap {
  static let finding: [Binding] = [
    Binding(
      [.character("/")], .search, "search", hint: LocalText("find", "查找"),
      help: LocalText("search all rows of the list as you type", "边输入边搜索列表全部行"),
      in: KeyContext.lists.union([.raw]), weight: 70),
    Binding(
      [.character("n")], .nextHit, "next-hit", hint: LocalText("next hit", "下一处"),
      help: LocalText("to the next hit", "下一处匹配"), in: KeyContext.lists.union([.raw])),
    Binding(
      [.character("N")], .previousHit, "previous-hit", hint: LocalText("hit before", "上一处"),
      help: LocalText("to the hit before", "上一处匹配"), in: KeyContext.lists.union([.raw])),
    Binding(
      [.character("&")], .addFilter, "add-filter", hint: LocalText("filter", "筛选"),
      help: LocalText(
        "add a filter to everything shown, such as province = 44", "为全部内容添加筛选,如 province = 44"),
      weight: 60),
    Binding(
      [.character("F")], .editFilters, "filters", hint: LocalText("filters", "筛选项"),
      help: LocalText("change or remove filters", "修改或删除筛选"), weight: 3),
    Binding(
      [.character(">")], .nextSortColumn, "sort-next", hint: LocalText("sort column", "排序列"),
      help: LocalText("order by the next column", "按下一列排序"), in: [.topList, .records], weight: 10),
    Binding(
      [.character("<")], .previousSortColumn, "sort-previous",
      hint: LocalText("sort column back", "排序列"),
      help: LocalText("order by the column before", "按上一列排序"), in: [.topList, .records]),
    Binding(
      [.character("r")], .reverseSort, "reverse", hint: LocalText("reverse", "反序"),
      help: LocalText("turn the order around", "反转顺序"), in: [.topList, .records]),
    Binding(
      [.character("s")], .sortMenu, "sort", hint: LocalText("sort", "排序"),
      help: LocalText("choose the column that orders the list", "选择排序列"),
      in: [.topList, .records], weight: 12),
    Binding(
      [.character("m")], .mark, "mark", hint: LocalText("mark", "标记"),
      help: LocalText("mark the row; y copies all marked ones", "标记该行;y 复制全部标记行"),
      in: [.topList, .records, .rejects]),
  ]
}
