import Canvas

extension MonitorState {
  /// The wheel moves the selection; a click selects the row that it hits.
  mutating func takeMouse(_ position: Position, _ action: MouseAction) -> [Effect] {
    switch action {
    case .wheelUp: return perform(.up)
    case .wheelDown: return perform(.down)
    case .click: click(position)
    }
    return []
  }

  private mutating func click(_ position: Position) {
    guard pages.isEmpty else { return clickInPage(position.row - layout.body.row - 1) }
    guard let slot = layout.slots.first(where: { $0.rect.contains(position) }) else { return }
    setFocus(slot.item)
    let row = position.row - slot.rect.row - 1
    if slot.item == .tail { return clickInTail(row) }
    let rows = layout.contentRows(of: slot.item)
    let line = row - (showsTitles(slot.item, rows: rows) ? 1 : 0)
    guard line >= 0, !isMap(slot.item, rows: rows) else { return }
    let keys = keys(of: slot.item)
    let index = firstRow(of: slot.item, rows: listRows(of: slot.item), count: keys.count) + line
    guard keys.indices.contains(index) else { return }
    moveSelection(by: index - (selectedIndex(of: slot.item) ?? 0))
  }

  /// Moves to a row of the list or record that is open; `line` is below its border.
  private mutating func clickInPage(_ line: Int) {
    guard line >= 0 else { return }
    switch pages.last {
    case .records(let list):
      let rows = max(0, layout.body.rows - 2)
      let total = list.page?.total ?? 0
      let first = TextPage.firstLine(
        showing: list.selected,
        first: TextPage.firstLine(nearest: list.scroll, lines: total, rows: rows), rows: rows)
      // The titles of the columns are the first line.
      guard line >= 1, first + line - 1 < total else { return }
      moveSelection(by: first + line - 1 - list.selected)
    case .record, .feed:
      guard var page = linePage else { return }
      let line = page.firstLine(rows: layout.body.rows - 1) + line
      guard page.lines.indices.contains(line), page.lines[line].isSelectable else { return }
      page.selected = line
      linePage = page
    case .raw, nil: break
    }
  }

  private mutating func clickInTail(_ row: Int) {
    let lines = tailLines
    let bottom = tailBottom(in: lines)
    let rows = layout.contentRows(of: .tail) - (bottom.newer > 0 ? 1 : 0)
    let index = max(0, bottom.index - rows + 1) + row
    guard row >= 0, row < rows, lines.indices.contains(index) else { return }
    selectTail(lines[index].sequence)
  }

  private mutating func moveSelection(by count: Int) {
    for _ in 0..<abs(count) { _ = move(count < 0 ? .up : .down) }
  }

  /// Whether the item is drawn as a map, whose tiles are no rows.
  private func isMap(_ item: Item, rows: Int) -> Bool {
    guard case .panel(let id) = item else { return false }
    return panel(id)?.kind == .map && rows >= ProvinceGrid.rows
  }

  /// The first row that an item's list shows, so that the selected one is in view.
  func firstRow(of item: Item, rows: Int, count: Int) -> Int {
    let list = screenState.panelStates[item.id] ?? ListState()
    let first = TextPage.firstLine(nearest: list.scroll, lines: count, rows: rows)
    return TextPage.firstLine(showing: selectedIndex(of: item) ?? 0, first: first, rows: rows)
  }
}
