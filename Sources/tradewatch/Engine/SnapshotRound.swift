import Commerce
import Screens

/// The answers of a snapshot while they are worked out, a few queries at a time.
///
/// No record is taken in meanwhile, so all answers are of the same moment.
struct SnapshotRound {
  /// Queries that are answered side by side, before questions are looked for again.
  private static let step = 4

  private(set) var answers: [PanelQuery: PanelAnswer]
  private var waiting: ArraySlice<PanelQuery>
  private let windowEnd: Timestamp?

  /// `known`: answers that stand as they are.
  init(_ queries: [PanelQuery], known: [PanelQuery: PanelAnswer], windowEnd: Timestamp?) {
    answers = known
    waiting = queries[...]
    self.windowEnd = windowEnd
  }

  /// Answers the next queries; false where none is left.
  mutating func advance(_ shelf: ViewShelf) -> Bool {
    guard !waiting.isEmpty else { return false }
    let next = waiting.prefix(SnapshotRound.step)
    waiting.removeFirst(next.count)
    answers.merge(shelf.answers(to: next, now: windowEnd)) { $1 }
    return true
  }
}
