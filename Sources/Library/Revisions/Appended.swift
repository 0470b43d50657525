public import Commerce

/// What appending one batch did: `rows` were added, each of them exactly one of the four.
public struct Appended: Equatable, Sendable {
  public let recordClass: RecordClass
  /// Index of the feed, as the reader numbered it.
  public let feed: Int
  public let rows: Range<Int>
  /// Rows that brought a record whose key was not known.
  public let accepted: Int
  public let duplicates: Int
  public let conflicts: Int
  /// Rows that brought another version of a known record.
  public let amendments: Int
}
