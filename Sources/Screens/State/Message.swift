public import Canvas
public import Commerce

/// Something that happened, as the screens are told.
public enum Message: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// Time passed; at least one a minute and one where something on screen waits for it.
  case tick(Timestamp)
  case snapshot(Snapshot)
  case reply(Reply)
  /// A line for the user from outside of the screens, such as a file that could not be written.
  case notice(String)
}

/// What the engine answers to an effect; each carries the id of its request.
public enum Reply: Equatable, Sendable {
  case records(RecordPage)
  case record(RecordDetail)
  case raw(RawText)
  case found(SearchResult)
  /// An export is written: where, and how many rows.
  case exported(path: String, rows: Int)
  /// A request cannot be answered, with the reason.
  case failed(id: Int, reason: String)
}

/// What a search found, over all rows and not only those on the screen.
public struct SearchResult: Equatable, Sendable {
  public var id: Int
  public var hits: Int
  /// The keys of the hits in the order of the list, at most a thousand.
  public var keys: [String]
  /// For groups: the row of the answer of each key, so that it can be shown.
  public var rows: [[FieldValue]]
  /// For records: the index in the list of each key.
  public var indices: [Int]
  public var labels: [String: String]

  public init(
    id: Int, hits: Int, keys: [String], rows: [[FieldValue]] = [], indices: [Int] = [],
    labels: [String: String] = [:]
  ) {
    self.id = id
    self.hits = hits
    self.keys = keys
    self.rows = rows
    self.indices = indices
    self.labels = labels
  }
}
