public import Commerce

/// One record or reject as it arrived.
public struct TailLine: Equatable, Sendable {
  /// Counts up by one for each record that arrived, also those that were not kept here.
  public var sequence: Int
  public var arrived: Timestamp
  public var feed: String
  public var content: Content

  public enum Content: Equatable, Sendable {
    case record(RecordReference, values: [String: FieldValue], labels: [String: String])
    case reject(RejectLine)
  }

  public init(sequence: Int, arrived: Timestamp, feed: String, content: Content) {
    self.sequence = sequence
    self.arrived = arrived
    self.feed = feed
    self.content = content
  }
}

/// A record in the library, by its row.
public struct RecordReference: Hashable, Sendable {
  public var recordClass: RecordClass
  /// The row of its table; a later amendment has another row.
  public var row: Int
  /// Its key as one text.
  public var key: String

  public init(_ recordClass: RecordClass, row: Int, key: String) {
    self.recordClass = recordClass
    self.row = row
    self.key = key
  }
}

/// A rejected row.
public struct RejectLine: Equatable, Sendable {
  public var finding: Finding
  public var arrived: Timestamp
  /// The row's bytes as text, cut at some length; not yet safe for a terminal.
  public var raw: String
  /// How many bytes the row had.
  public var length: Int

  public init(finding: Finding, arrived: Timestamp, raw: String, length: Int) {
    self.finding = finding
    self.arrived = arrived
    self.raw = raw
    self.length = length
  }
}
