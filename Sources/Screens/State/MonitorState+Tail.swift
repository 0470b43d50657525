import Canvas
import Commerce

extension MonitorState {
  /// Above so many records a second the tail holds only some of them.
  private static let readableRate = 200.0

  /// Of how many records the tail shows one: the engine thins it out when they come too fast to be
  /// read, and the gaps in the numbers tell how much.
  var tailSampling: Int {
    guard shown.flow.recordsPerSecond > MonitorState.readableRate else { return 1 }
    let newest = shown.tail.suffix(200)
    guard let first = newest.first, let last = newest.last, newest.count > 1 else { return 1 }
    return max(1, (last.sequence - first.sequence) / (newest.count - 1))
  }

  /// The lines that the tail shows, oldest first.
  var tailLines: [TailLine] { shown.tail }

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
  var shownRejects: [RejectLine] { shown.rejects }
}

extension RejectLine {
  /// Tells it from the others: feed and offset.
  var key: String { "\(finding.place.feed):\(finding.place.offset)" }
}
