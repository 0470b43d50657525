package import Canvas

/// Where everything stands on a screen of one size.
package struct ScreenLayout: Equatable, Sendable {
  /// The line of the program, the flow of records, the window and the filters.
  package var header: Rect
  /// The two lines of key figures, or one line for each.
  package var figures: Rect
  package var slots: [Slot]
  /// What is said, or the state of all feeds.
  package var status: Rect
  /// What the keys do; or what is typed.
  package var hints: Rect

  /// An item and its place.
  package struct Slot: Equatable, Sendable {
    package var item: Item
    package var rect: Rect
    package var separatesRight: Bool
  }

  /// Everything between the header and the footer.
  package var body: Rect

  /// The rows inside of an item's border; 0 where it is not shown.
  package func contentRows(of item: Item) -> Int {
    guard let slot = slots.first(where: { $0.item == item }) else { return 0 }
    return max(0, slot.rect.rows - 1)
  }
}

extension MonitorState {
  /// The layout of the current page in the current size.
  package var layout: ScreenLayout { isCompact ? compactLayout : fullLayout }

  private var fullLayout: ScreenLayout {
    let parts = Rect(size).split(rows: [1, 2, .rest, 1, 1])
    var layout = ScreenLayout(
      header: parts[0], figures: parts[1], slots: [], status: parts[3], hints: parts[4],
      body: parts[2])
    if screenState.isMaximised, pages.isEmpty, focus != .figures {
      layout.slots = [ScreenLayout.Slot(item: focus, rect: parts[2], separatesRight: false)]
    } else if pages.isEmpty {
      layout.slots = slots(in: parts[2])
    }
    return layout
  }

  /// One item at a time; the key figures have one line each.
  private var compactLayout: ScreenLayout {
    let hasStatus = size.rows >= 10
    let parts = Rect(size).split(rows: [1, .rest, .cells(hasStatus ? 1 : 0), 1])
    var layout = ScreenLayout(
      header: parts[0], figures: Rect(column: 0, row: 1, columns: size.columns, rows: 0),
      slots: [], status: parts[2], hints: parts[3], body: parts[1])
    guard pages.isEmpty else { return layout }
    let focus = focus
    if focus == .figures {
      let lines = min(parts[1].rows, figureCount)
      let halves = parts[1].split(rows: [.cells(lines), .rest])
      layout.figures = halves[0]
      let second = standardSecond
      if halves[1].rows >= 4, let second {
        layout.slots = [ScreenLayout.Slot(item: second, rect: halves[1], separatesRight: false)]
      }
    } else {
      layout.slots = [ScreenLayout.Slot(item: focus, rect: parts[1], separatesRight: false)]
    }
    return layout
  }

  /// The key figures with the alerts behind them.
  package var figureCount: Int { (figuresPanel?.parts.count ?? 0) + 1 }

  /// What stands below the key figures where there is room.
  private var standardSecond: Item? { items.dropFirst().first }

  private func slots(in body: Rect) -> [ScreenLayout.Slot] {
    switch screen {
    case .tail: [ScreenLayout.Slot(item: .tail, rect: body, separatesRight: false)]
    case .alerts: stacked([.alerts, .findings], in: body, first: alertRows(of: body))
    case .feeds: stacked([.feeds, .rejects], in: body, first: feedRows(of: body))
    case .overview: overviewSlots(in: body)
    default: gridSlots(in: body, isOverview: false)
    }
  }

  private func stacked(_ items: [Item], in body: Rect, first: Int) -> [ScreenLayout.Slot] {
    zip(items, body.split(rows: [.cells(first), .rest])).map {
      ScreenLayout.Slot(item: $0, rect: $1, separatesRight: false)
    }
  }

  /// As many as there are alerts, within limits.
  private func alertRows(of body: Rect) -> Int {
    min(max(4, raisedAlerts.count + 2), max(4, body.rows / 2))
  }

  private func feedRows(of body: Rect) -> Int {
    min(max(4, shown.feeds.count + 2), max(4, body.rows * 2 / 3))
  }

  /// The alerts and the tail lie below the panels where there are rows for them.
  private func overviewSlots(in body: Rect) -> [ScreenLayout.Slot] {
    let (mostAlertRows, leastTailRows): (Int, Int) =
      switch (size.columns, size.rows) {
      case (200..., 55...): (7, 11)
      case (120..., 38...): (3, 2)
      case (_, 24...): (3, 4)
      case (_, 20...): (3, 0)
      default: (0, 0)
      }
    // What the alerts leave is the tail's, where there is one.
    let alertRows =
      leastTailRows == 0 || isLoading
      ? mostAlertRows : min(mostAlertRows, max(1, raisedAlerts.count) + 1)
    let tailRows = leastTailRows + mostAlertRows - alertRows
    // While feeds are read there is one bar for each instead of the tail.
    let loadingRows = isLoading ? min(tailRows, max(0, shown.feeds.count + 1 - alertRows)) : 0
    let parts = body.split(
      rows: [.rest, .cells(alertRows + loadingRows), .cells(tailRows - loadingRows)])
    var slots = gridSlots(in: parts[0], isOverview: true)
    if alertRows > 0 {
      slots.append(ScreenLayout.Slot(item: .alerts, rect: parts[1], separatesRight: false))
    }
    if tailRows > loadingRows {
      slots.append(ScreenLayout.Slot(item: .tail, rect: parts[2], separatesRight: false))
    }
    return showingFocus(slots)
  }
}
