/// A column of the table of feeds: what it tells, and how soon it gives way.
struct FeedColumn {
  enum Fact {
    case feed, state, rate, lastMinute, lag, behind, last, skew, reasons, classes, notice
    case read, accepted, flagged, rejected, duplicates, conflicts, amendments
  }

  var fact: Fact
  var title: LocalText
  /// The cells below which it is rather left out.
  var cells: Int
  /// 0 for a column that stays longest.
  var priority: Int
  var isNumber = true
  var weight = 0

  /// In the order of the screen.
  static let all: [FeedColumn] = [
    FeedColumn(
      fact: .feed, title: FieldText.feed, cells: 12, priority: 0, isNumber: false, weight: 1),
    FeedColumn(fact: .state, title: FieldText.state, cells: 11, priority: 1, isNumber: false),
    FeedColumn(fact: .rate, title: FieldText.rate, cells: 8, priority: 3),
    FeedColumn(
      fact: .lastMinute, title: FieldText.lastMinute, cells: 10, priority: 6, isNumber: false),
    FeedColumn(fact: .lag, title: FieldText.lag, cells: 8, priority: 4),
    FeedColumn(fact: .behind, title: FieldText.behind, cells: 14, priority: 12),
    FeedColumn(fact: .last, title: FieldText.last, cells: 5, priority: 5),
    FeedColumn(fact: .read, title: FieldText.read, cells: 9, priority: 13),
    FeedColumn(fact: .accepted, title: FieldText.accepted, cells: 9, priority: 7),
    FeedColumn(fact: .flagged, title: FieldText.flagged, cells: 7, priority: 8),
    FeedColumn(fact: .rejected, title: FieldText.rejected, cells: 8, priority: 2),
    FeedColumn(
      fact: .reasons, title: FieldText.reasons, cells: 18, priority: 9, isNumber: false, weight: 2),
    FeedColumn(fact: .duplicates, title: FieldText.duplicates, cells: 6, priority: 14),
    FeedColumn(fact: .conflicts, title: FieldText.conflicts, cells: 6, priority: 15),
    FeedColumn(fact: .amendments, title: FieldText.amendments, cells: 6, priority: 16),
    FeedColumn(fact: .skew, title: FieldText.skew, cells: 14, priority: 11, isNumber: false),
    FeedColumn(
      fact: .classes, title: FieldText.recordClass, cells: 10, priority: 17, isNumber: false),
    FeedColumn(
      fact: .notice, title: FieldText.notice, cells: 14, priority: 10, isNumber: false, weight: 3),
  ]
}
