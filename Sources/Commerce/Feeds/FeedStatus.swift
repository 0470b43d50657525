/// The state of one feed: a value, so that screens need not know how feeds are read.
public struct FeedStatus: Equatable, Sendable {
  public enum State: Equatable, Sendable {
    case loading
    /// At its end and waiting for more.
    case following
    /// Not there yet, or gone: it will be opened when it comes.
    case waiting(reason: String)
    case ended
    case failed(reason: String)
  }

  public var name: String
  /// The classes seen in it so far, or declared.
  public var classes: [RecordClass]
  public var state: State = .loading
  public var bytesRead: Int64 = 0
  /// The size where it is known: files, not pipes.
  public var bytesTotal: Int64?
  /// Rows read: accepted + rejected + duplicates + conflicts + amendments.
  public var read = 0
  public var accepted = 0
  public var flagged = 0
  public var rejected = 0
  public var duplicates = 0
  public var conflicts = 0
  public var amendments = 0
  /// Rows that are no records, and not among `read`: lines before the header, repeated headers,
  /// totals and blank rows.
  public var passedOver = 0
  /// Columns or keys that the schema does not know, with how often they were seen.
  public var unknownColumns: [String: Int] = [:]
  /// Senders that are connected now, of a feed that listens on a socket; `nil` for other feeds.
  public var connections: Int?
  /// Senders that were connected at some time, those of now included.
  public var connectionsMade = 0
  /// How often another file took the feed's name while it was followed.
  public var rotations = 0
  /// How often its file was cut short, or written anew in place.
  public var truncations = 0
  /// When the last rotation or truncation was seen.
  public var lastTurn: Timestamp?
  /// When the last bytes came.
  public var lastArrival: Timestamp?
  /// The latest thing worth telling: `truncated: read again from the start`.
  public var notice: String?

  public init(name: String, classes: [RecordClass]) {
    self.name = name
    self.classes = classes
  }

  /// Bytes known to be there and not yet read.
  public var backlog: Int64 { max(0, (bytesTotal ?? bytesRead) - bytesRead) }
}
