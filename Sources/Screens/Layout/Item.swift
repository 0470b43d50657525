import Canvas

/// Something on a screen that can have the focus.
package enum Item: Hashable, Sendable {
  case figures
  /// A panel by its id.
  case panel(String)
  case alerts
  case findings
  case feeds
  case rejects
  case tail

  /// What the state of its list is kept under.
  package var id: String {
    switch self {
    case .figures: "figures"
    case .panel(let id): id
    case .alerts: "alerts"
    case .findings: "findings"
    case .feeds: "feeds"
    case .rejects: "rejects"
    case .tail: "tail"
    }
  }
}

extension MonitorState {
  /// Everything on the current screen that can have the focus, in the order of Tab.
  package var items: [Item] {
    switch screen {
    case .tail: [.figures, .tail]
    case .alerts: [.figures, .alerts, .findings]
    case .feeds: [.figures, .feeds, .rejects]
    case .overview: [.figures] + panelItems + [.alerts, .tail]
    default: [.figures] + panelItems
    }
  }

  private var panelItems: [Item] { screenPanels.map { .panel($0.id) } }

  /// The panels below the key figures.
  package var screenPanels: [PanelDefinition] {
    panels.filter { $0.screen == screen && $0.kind != .keyFigures }
  }

  /// The key figures of the current page: those of its class where there are some, else those of
  /// the overview; `nil` where no panel file has any.
  package var figuresPanel: PanelDefinition? {
    let figures = panels.filter { $0.kind == .keyFigures }
    if let list = innermostList {
      let own = figures.first { $0.screen.recordClass == list.recordClass }
      if let own { return own }
    }
    return figures.first { $0.screen == screen } ?? figures.first { $0.screen == .overview }
  }

  /// The list that is open, perhaps below a record; `nil` for none.
  private var innermostList: RecordListPage? {
    for page in pages.reversed() {
      if case .records(let list) = page { return list }
    }
    return nil
  }

  package func panel(_ id: String) -> PanelDefinition? { panels.first { $0.id == id } }

  package var screenState: ScreenState {
    get { screenStates[screen] ?? ScreenState() }
    set { screenStates[screen] = newValue }
  }

  /// The item with the focus.
  package var focus: Item {
    let items = items
    if isCompact {
      return items.first { $0.id == screenState.compactFocus } ?? compactFocus(items)
    }
    return items.first { $0.id == screenState.focus } ?? standardFocus(items)
  }

  /// A top list, so that Enter opens a row at once.
  private func standardFocus(_ items: [Item]) -> Item {
    let top = screenPanels.first { $0.kind == .top }
    return top.map { .panel($0.id) } ?? items.dropFirst().first ?? .figures
  }

  /// The figures, or the list that the screen is there for.
  private func compactFocus(_ items: [Item]) -> Item {
    switch screen {
    case .tail, .alerts, .feeds: items.dropFirst().first ?? .figures
    default: .figures
    }
  }

  /// Whether the size has room for one item at a time only.
  package var isCompact: Bool { size.columns < 80 || size.rows < 16 }

  /// Where the keys go.
  package var context: KeyContext {
    switch pages.last {
    case .records: return .records
    case .record: return .record
    case .feed: return .feed
    case .raw: return .raw
    case nil: break
    }
    switch focus {
    case .figures: return .figures
    case .alerts: return .alerts
    case .findings: return .findings
    case .feeds: return .feeds
    case .rejects: return .rejects
    case .tail: return .tail
    case .panel(let id):
      switch panel(id)?.kind {
      case .trend: return .trend
      case .top: return .topList
      default: return .bars
      }
    }
  }
}
