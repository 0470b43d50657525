import Canvas
import Commerce

extension MonitorState {
  /// Above so many records a second the tail shows only some of them.
  private static let readableRate = 200.0

  /// Of how many records the tail shows one.
  var tailSampling: Int {
    let rate = shown.flow.recordsPerSecond
    guard rate > MonitorState.readableRate else { return 1 }
    // Powers of two: a rate that changes a little does not change which lines are shown.
    var every = 2
    while rate / Double(every) > MonitorState.readableRate, every < 1 << 20 { every *= 2 }
    return every
  }

  /// The lines that the tail shows, oldest first; rejected rows always.
  var tailLines: [TailLine] {
    let every = tailSampling
    guard every > 1 else { return shown.tail }
    return shown.tail.filter { line in
      if case .reject = line.content { return true }
      return line.sequence % every == 0
    }
  }

  /// The last line on the screen and how many newer ones there are.
  func tailBottom(in lines: [TailLine]) -> (index: Int, newer: Int) {
    guard !tail.isFollowing, let newest = shown.tail.last?.sequence else {
      return (lines.count - 1, 0)
    }
    let index = lines.lastIndex { $0.sequence <= tail.bottom } ?? min(0, lines.count - 1)
    return (index, max(0, newest - tail.bottom))
  }

  var selectedTailLine: TailLine? {
    let lines = tailLines
    guard let selected = tail.selected, !tail.isFollowing else { return lines.last }
    return lines.last { $0.sequence <= selected } ?? lines.first
  }

  /// Moves up and down in the tail; going up stops it at once, reaching the end goes on with it.
  mutating func moveInTail(_ action: Action) {
    let lines = tailLines
    guard let selected = selectedTailLine,
      let index = lines.firstIndex(where: { $0.sequence == selected.sequence })
    else { return }
    let rows = max(1, layout.contentRows(of: .tail))
    let wanted = index + step(action, page: rows, count: lines.count, at: index)
    if wanted >= lines.count - 1 {
      tail = TailState()
      return
    }
    selectTail(lines[max(0, wanted)].sequence)
  }

  /// Stops the tail and selects a line, which comes into view.
  mutating func selectTail(_ sequence: Int) {
    let lines = tailLines
    guard let index = lines.firstIndex(where: { $0.sequence == sequence }) else { return }
    let rows = max(1, layout.contentRows(of: .tail) - 1)
    let former = tailBottom(in: lines).index
    let first = TextPage.firstLine(showing: index, first: max(0, former - rows + 1), rows: rows)
    tail.isFollowing = false
    tail.selected = sequence
    tail.bottom = lines[min(lines.count - 1, max(index, first + rows - 1))].sequence
  }

  /// The rejected rows that the feeds screen shows, newest first.
  var shownRejects: [RejectLine] {
    guard let rejectFeed else { return shown.rejects }
    return shown.rejects.filter { $0.finding.place.feed == rejectFeed }
  }
}

extension RejectLine {
  /// Tells it from the others: feed and offset.
  var key: String { "\(finding.place.feed):\(finding.place.offset)" }
}
