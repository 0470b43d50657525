import Canvas

extension MonitorState {
  mutating func navigate(_ action: Action) -> [Effect] {
    switch action {
    case .screen(let screen): show(screen)
    case .back:
      if let stopped = stopWork() { return stopped }
      goBack()
    case .quitOrBack:
      if pages.isEmpty { return [.quit(status: 0)] }
      goBack()
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    case .maximise: screenState.isMaximised.toggle()
    case .open: return openSelected()
    default: break
    }
    return []
  }

  /// Shows a screen as it was left.
  mutating func show(_ name: ScreenName) {
    while !pages.isEmpty { popPage() }
    screen = name
    search = nil
  }

  mutating func setFocus(_ item: Item) {
    if isCompact {
      screenState.compactFocus = item.id
    } else {
      screenState.focus = item.id
    }
    search = nil
  }

  private mutating func moveFocus(by step: Int) {
    guard pages.isEmpty else { return say(Words.worksIn[language] + " " + screen.title[language]) }
    let items = items
    let current = items.firstIndex(of: focus) ?? 0
    setFocus(items[(current + step + items.count) % items.count])
  }

  /// Takes away what was added last: a search, a page, the maximised panel.
  private mutating func goBack() {
    if search != nil {
      search = nil
    } else if !pages.isEmpty {
      popPage()
    } else if screenState.isMaximised {
      screenState.isMaximised = false
    } else {
      say(Words.atRoot)
    }
  }

  /// Closes the innermost page, with the filter that its opening added.
  private mutating func popPage() {
    chips.removeAll { $0.page == pages.count }
    pages.removeLast()
    search = nil
  }

  /// What leads to the current page, for the header: `Overview > 深圳… > PO0001`.
  var breadcrumb: [String] {
    [screen.title[language]]
      + pages.map { page in
        switch page {
        case .records(let list): list.title
        case .record(let record): record.key
        case .feed(let feed): shortName(ofFeed: feed.name)
        case .raw: Words.rawRow[language]
        }
      }
  }
}
