package import Commerce

/// Something opened from a screen: a list, a record, a raw row.
package enum Page: Equatable, Sendable {
  case records(RecordListPage)
  case record(RecordDetailPage)
  case feed(FeedPage)
  case raw(RawPage)
}

/// A list of the records behind a number or a row.
package struct RecordListPage: Equatable, Sendable {
  package var title: String
  package var recordClass: RecordClass
  /// A window of its own, `all` for none; `nil` for the screen's.
  package var window: String?
  /// Only records that break this rule.
  package var rule: Rule?
  package var sort: RecordRequest.Sort?
  /// The newest request.
  package var requested: RecordRequest?
  /// Whether the same is to be asked for again, because more has come.
  package var isStale = false
  /// What came; `nil` until then.
  package var page: RecordPage?
  /// The key of the selected row; `nil` while the list follows its first row.
  package var selectedKey: String?
  /// The index of the selected row among all of the list.
  package var selected = 0
  package var scroll = 0
  package var isWaiting = false
  /// Why there is no answer.
  package var failure: String?
}

/// One record with its fields, its linked documents and its findings.
package struct RecordDetailPage: Equatable, Sendable {
  package var requestID: Int
  package var key: String
  package var recordClass: RecordClass
  package var detail: RecordDetail?
  package var failure: String?
  /// The selected line among links and fields.
  package var selected = 0
  package var scroll = 0
}

/// One feed with all that is known of it, and its newest rejected rows.
package struct FeedPage: Equatable, Sendable {
  package var name: String
  /// The selected line.
  package var selected = 0
  package var scroll = 0
}

/// The text of a row as its feed had it.
package struct RawPage: Equatable, Sendable {
  package var requestID: Int
  package var title: String
  package var text: RawText?
  package var failure: String?
  package var scroll = 0
}
