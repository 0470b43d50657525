public import Canvas

/// Draws the state into a frame of this size: equal states and sizes give equal frames.
public func view(_ state: MonitorState, size: Size) -> Frame {
  var state = state
  state.size = size
  var painter = Painter(state: state)
  painter.draw()
  return painter.frame
}

/// A state and the frame that it is drawn into.
struct Painter {
  let state: MonitorState
  let layout: ScreenLayout
  let formatter: Formatter
  let language: Language
  var frame: Frame

  init(state: MonitorState) {
    self.state = state
    layout = state.layout
    formatter = state.formatter
    language = state.language
    frame = Frame(size: state.size, glyphs: state.glyphs)
  }

  mutating func draw() {
    guard state.size.columns >= 20, state.size.rows >= 4 else { return drawTiny() }
    drawHeader()
    drawFigures()
    drawBody()
    drawStatus()
    drawHints()
    if let search = state.search, state.overlay.isNilOrInput {
      frame.mark(search.text, in: layout.body, style: Style(.yellow, reverse: true))
    }
    drawOverlay()
  }

  /// What a terminal without room for a screen shows: how much is needed, the rate, the alerts.
  private mutating func drawTiny() {
    let alerts = state.raisedAlerts.count
    let rate = formatter.count(state.snapshot.flow.recordsPerSecond)
    let lines = [
      Words.tooSmall[language], "\(rate)/s",
      "\(Words.alerts[language]) \(alerts) \(state.gravest.word)",
    ]
    if state.size.rows == 1 {
      let text = "\(rate)/s \(state.gravest.word) \(lines[0])"
      frame.put(text, row: 0, column: 0, columns: state.size.columns)
      return
    }
    for (row, line) in lines.enumerated() {
      frame.put(line, row: row, column: 0, columns: state.size.columns)
    }
  }

  private mutating func drawBody() {
    switch state.pages.last {
    case .records(let list): drawList(list, in: layout.body)
    case .record(let page): drawRecord(page, in: layout.body)
    case .feed(let page): drawFeed(page, in: layout.body)
    case .raw(let page): drawRaw(page, in: layout.body)
    case nil:
      for slot in layout.slots { draw(slot) }
    }
  }

  private mutating func draw(_ slot: ScreenLayout.Slot) {
    switch slot.item {
    case .panel(let id):
      if let panel = state.panel(id) { draw(panel, in: slot) }
    case .alerts:
      if state.isLoading, state.screen == .overview {
        drawLoading(in: slot)
      } else {
        drawAlerts(in: slot)
      }
    case .findings: drawFindings(in: slot)
    case .feeds: drawFeeds(in: slot)
    case .rejects: drawRejects(in: slot)
    case .tail: drawTail(in: slot)
    case .figures: break
    }
  }

  /// The border of a slot; gives the rectangle inside.
  mutating func border(_ slot: ScreenLayout.Slot, _ title: String, note: String = "") -> Rect {
    let isFocused = state.focus == slot.item && !(state.isCompact && state.focus == .figures)
    let border = PanelBorder(
      title, note: note, isFocused: isFocused, separatesRight: slot.separatesRight)
    frame.draw(border, in: slot.rect)
    return border.content(of: slot.rect)
  }

  /// The selected row of a slot, where it has the focus.
  func selection(of slot: ScreenLayout.Slot) -> Int? {
    guard state.focus == slot.item else { return nil }
    return state.selectedIndex(of: slot.item)
  }
}

extension Overlay? {
  /// Whether what lies below is to be read: nothing, or a line that is typed.
  fileprivate var isNilOrInput: Bool {
    switch self {
    case nil, .input: true
    default: false
    }
  }
}
