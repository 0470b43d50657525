import Commerce
import Screens

/// The answers of a snapshot while they are worked out, a query at a time.
///
/// No record is taken in meanwhile, so all answers are of the same moment.
struct SnapshotRound {
  private(set) var answers: [PanelQuery: PanelAnswer]
  private var waiting: [PanelQuery]
  private let windowEnd: Timestamp?

  /// `known`: answers that stand as they are.
  init(_ queries: [PanelQuery], known: [PanelQuery: PanelAnswer], windowEnd: Timestamp?) {
    answers = known
    waiting = queries.reversed()
    self.windowEnd = windowEnd
  }

  /// Answers the next query; false where none is left.
  mutating func advance(_ shelf: ViewShelf) -> Bool {
    guard let query = waiting.popLast() else { return false }
    answers[query] = shelf.answer(query, now: windowEnd)
    return true
  }
}
