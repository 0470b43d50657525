import Canvas

extension MonitorState {
  /// The panels of the screen in rows, or in three columns where there is much room.
  func gridSlots(in body: Rect, isOverview: Bool) -> [ScreenLayout.Slot] {
    let slots: [ScreenLayout.Slot]
    if size.columns >= 200, size.rows >= 50 {
      slots = columnSlots(in: body)
    } else if size.columns >= 120, size.rows >= 36 {
      slots = rowSlots(in: body, isOverview ? overviewMedium : entityMedium)
    } else {
      slots = rowSlots(in: body, isOverview ? overviewSmall : entitySmall)
    }
    return isOverview ? slots : showingFocus(slots)
  }

  /// The slots with the focused item in one of them: an item that has no place of its own takes
  /// that of the last panel, so that Tab reaches everything.
  func showingFocus(_ slots: [ScreenLayout.Slot]) -> [ScreenLayout.Slot] {
    let focus = focus
    guard focus != .figures, !slots.contains(where: { $0.item == focus }) else { return slots }
    let last = slots.lastIndex {
      if case .panel = $0.item { true } else { false }
    }
    guard let last else { return slots }
    var slots = slots
    slots[last].item = focus
    return slots
  }

  /// Trends on the left, top lists in the middle, the rest on the right.
  private func columnSlots(in body: Rect) -> [ScreenLayout.Slot] {
    let trends = screenPanels.filter { $0.kind == .trend }
    let tops = screenPanels.filter { $0.kind == .top }
    let others = screenPanels.filter { $0.kind != .trend && $0.kind != .top }
    let columns = body.split(columns: [.share(7), .share(7), .share(6)])
    var slots: [ScreenLayout.Slot] = []
    for (panels, rect) in zip([trends, tops, others], columns) {
      let shown = panels.prefix(max(1, body.rows / 8)).prefix(4)
      let rows = rect.split(rows: Array(repeating: .rest, count: shown.count))
      for (panel, place) in zip(shown, rows) {
        slots.append(
          ScreenLayout.Slot(
            item: .panel(panel.id), rect: place, separatesRight: rect != columns[2]))
      }
    }
    return slots
  }

  private func rowSlots(in body: Rect, _ pattern: [GridRow]) -> [ScreenLayout.Slot] {
    var panels = screenPanels[...]
    let rows = body.split(rows: pattern.map(\.height))
    var slots: [ScreenLayout.Slot] = []
    for (row, rect) in zip(pattern, rows) where rect.rows >= 2 {
      let shown = panels.prefix(row.widths.count)
      panels = panels.dropFirst(shown.count)
      let places = rect.split(columns: Array(row.widths.prefix(shown.count)))
      for (index, panel) in shown.enumerated() {
        slots.append(
          ScreenLayout.Slot(
            item: .panel(panel.id), rect: places[index],
            separatesRight: index < shown.count - 1))
      }
    }
    return slots
  }
}

/// A row of panels: how high it is, and how wide each panel.
private struct GridRow {
  var height: Extent
  var widths: [Extent]
}

private let overviewSmall = [
  GridRow(height: .rest, widths: [.rest, .rest]), GridRow(height: .rest, widths: [.rest, .rest]),
]
private let entitySmall = [
  GridRow(height: 7, widths: [.rest, .rest]), GridRow(height: .rest, widths: [.rest]),
]
private let overviewMedium = [
  GridRow(height: .share(11), widths: [.share(7), .share(5)]),
  GridRow(height: .share(11), widths: [.rest, .rest]),
  GridRow(height: .share(8), widths: [.rest, .rest, .rest]),
]
private let entityMedium = [
  GridRow(height: .share(11), widths: [.share(7), .share(5)]),
  GridRow(height: .share(14), widths: [.rest]),
  GridRow(height: .share(8), widths: [.rest, .rest]),
]
