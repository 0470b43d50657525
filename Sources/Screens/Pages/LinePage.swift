import Canvas

/// The innermost page where it is lines of which one is selected: a record, or a feed.
struct LinePage {
  let lines: [DetailLine]
  var selected: Int
  var scroll: Int

  /// Selects the line at `index`, or the next in the direction of the move, and shows it.
  mutating func select(_ index: Int, towards step: Int, rows: Int) {
    selected = lines.selectable(near: index, towards: step)
    scroll = TextPage.firstLine(showing: selected, first: scroll, rows: rows)
  }

  /// The first line that so many rows show.
  func firstLine(rows: Int) -> Int {
    TextPage.firstLine(
      showing: selected,
      first: TextPage.firstLine(nearest: scroll, lines: lines.count, rows: rows), rows: rows)
  }
}

extension MonitorState {
  /// The innermost page as lines; `nil` where it is none of these.
  var linePage: LinePage? {
    get {
      switch pages.last {
      case .record(let page):
        LinePage(lines: detailLines(of: page), selected: page.selected, scroll: page.scroll)
      case .feed(let page):
        LinePage(lines: feedLines(of: page), selected: page.selected, scroll: page.scroll)
      case .records, .raw, nil: nil
      }
    }
    set {
      guard let newValue else { return }
      switch pages.last {
      case .record(var page):
        (page.selected, page.scroll) = (newValue.selected, newValue.scroll)
        pages[pages.count - 1] = .record(page)
      case .feed(var page):
        (page.selected, page.scroll) = (newValue.selected, newValue.scroll)
        pages[pages.count - 1] = .feed(page)
      case .records, .raw, nil: break
      }
    }
  }
}
