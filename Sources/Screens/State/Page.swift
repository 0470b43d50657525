package import Commerce

/// Something opened from a screen: a list, a record, a raw row.
package enum Page: Equatable, Sendable {
  case records(RecordListPage)
  case record(RecordDetailPage)
  case raw(RawPage)
}

/// A list of the records behind a number or a row.
package struct RecordListPage: Equatable, Sendable {
  package var title: String
  package var request: RecordRequest
  /// What came; `nil` until then.
  package var page: RecordPage?
  package var selectedKey: String?
  package var selectedIndex = 0
  package var scroll = 0
  package var sortColumn: Int?
  /// Whether an answer is being waited for.
  package var isWaiting = true
  /// Why there is no answer.
  package var failure: String?
  /// How many chips there were before it was opened.
  package var chipsBefore: Int
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

/// The text of a row as its feed had it.
package struct RawPage: Equatable, Sendable {
  package var requestID: Int
  package var title: String
  package var text: RawText?
  package var failure: String?
  package var scroll = 0
}
