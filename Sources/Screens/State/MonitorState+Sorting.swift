import Canvas

extension MonitorState {
  mutating func sort(_ action: Action) -> [Effect] {
    switch action {
    case .nextSortColumn: setSort(column: (sortColumnIndex + 1) % max(1, sortTitles.count))
    case .previousSortColumn:
      let count = max(1, sortTitles.count)
      setSort(column: (sortColumnIndex + count - 1) % count)
    case .reverseSort: reverseSort()
    case .sortMenu: overlay = .sortMenu(selected: sortColumnIndex)
    default: break
    }
    return []
  }

  /// The columns that can order the list with the focus.
  var sortTitles: [String] {
    if let list = listPage {
      return [Words.newestFirst[language]]
        + ListColumns.fields(of: list.recordClass).map { FieldWords.name(of: $0, in: language) }
    }
    guard pages.isEmpty, case .panel(let id) = focus, let panel = panel(id), panel.kind == .top
    else { return [] }
    return panel.columns.map { $0.title[language] }
  }

  /// Which of them does.
  var sortColumnIndex: Int {
    if let list = listPage {
      let fields = ListColumns.fields(of: list.recordClass)
      return list.sort.flatMap { sort in fields.firstIndex(of: sort.field) }.map { $0 + 1 } ?? 0
    }
    guard case .panel(let id) = focus, let panel = panel(id) else { return 0 }
    return sortColumn(of: panel)
  }

  mutating func setSort(column: Int) {
    guard sortTitles.indices.contains(column) else { return }
    if var list = listPage {
      let fields = ListColumns.fields(of: list.recordClass)
      list.sort =
        column == 0 ? nil : RecordRequest.Sort(field: fields[column - 1], isDescending: true)
      list.toTop()
      pages[pages.count - 1] = .records(list)
    } else {
      var state = screenState.panelStates[focus.id] ?? ListState()
      state.sortColumn = column
      state.isReversed = false
      screenState.panelStates[focus.id] = state
    }
    say("\(Words.ordered[language]) \(sortTitles[column])")
  }

  private mutating func reverseSort() {
    if var list = listPage {
      let fields = ListColumns.fields(of: list.recordClass)
      let isDescending = list.sort?.isDescending ?? true
      let field = list.sort?.field ?? list.recordClass.eventTimeName ?? fields[0]
      list.sort = RecordRequest.Sort(field: field, isDescending: !isDescending)
      list.toTop()
      pages[pages.count - 1] = .records(list)
    } else {
      screenState.panelStates[focus.id, default: ListState()].isReversed.toggle()
    }
  }

  mutating func takeInSortMenu(_ key: Key, selected: Int) -> [Effect] {
    var selected = selected
    switch key {
    case .escape, .character("q"), .backspace, .character("s"):
      overlay = nil
      return []
    case .up, .character("k"): selected = max(0, selected - 1)
    case .down, .character("j"): selected = min(max(0, sortTitles.count - 1), selected + 1)
    case .enter:
      overlay = nil
      setSort(column: selected)
      return []
    default: break
    }
    overlay = .sortMenu(selected: selected)
    return []
  }
}

extension RecordListPage {
  /// Forgets the selection: the list begins at its first row.
  mutating func toTop() {
    selected = 0
    selectedKey = nil
    scroll = 0
  }
}
