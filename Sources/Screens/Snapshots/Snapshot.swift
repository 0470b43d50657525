public import Commerce

/// What the engine knows at one moment, as far as a screen shows it.
///
/// The engine sends at most two a second. All parts are of the same moment.
public struct Snapshot: Equatable, Sendable {
  /// The wall clock when it was taken.
  public var now: Timestamp
  /// The end of every window: the newest event time, or the wall clock where that is later and the
  /// feeds are live; `nil` before the first record.
  public var dataTime: Timestamp?
  /// The instant from which ages such as `{72h}` are counted; `nil` for `dataTime`.
  ///
  /// A query with another age is another query, and is counted from the first record: so this stands
  /// still for a while as long as `dataTime` runs.
  public var ageTime: Timestamp?
  /// The answers to the queries that were asked for with `Effect.show`.
  public var answers: [PanelQuery: PanelAnswer]
  public var feeds: [FeedReading]
  public var flow: FlowReading
  /// The newest records and rejects, oldest first, at most a few thousand.
  public var tail: [TailLine]
  /// The newest rejected rows, newest first, at most a few hundred.
  public var rejects: [RejectLine]
  /// How many records break each rule.
  public var findings: [FindingCount]
  /// Where rejected rows are kept on disk; `nil` where they are not.
  public var quarantine: QuarantineReading?

  public init(now: Timestamp) {
    self.now = now
    dataTime = nil
    ageTime = nil
    answers = [:]
    feeds = []
    flow = FlowReading()
    tail = []
    rejects = []
    findings = []
  }
}

/// The answer to one query of a panel.
public struct PanelAnswer: Equatable, Sendable {
  /// A value for each dimension, then one for each measure; ordered as the query says.
  public var rows: [[FieldValue]]
  /// How many groups there are, also those that the top list leaves out.
  public var groupCount: Int
  /// Names for codes of enterprises, commodities and divisions among the dimensions' values.
  public var labels: [String: String]
  /// Whether the measures (by index) are estimates.
  public var estimates: Set<Int>
  /// Why there is no answer; the rows are then empty.
  public var refusal: String?

  public init(
    rows: [[FieldValue]] = [], groupCount: Int = 0, labels: [String: String] = [:],
    estimates: Set<Int> = [], refusal: String? = nil
  ) {
    self.rows = rows
    self.groupCount = groupCount
    self.labels = labels
    self.estimates = estimates
    self.refusal = refusal
  }
}

/// How fast records arrive, over all feeds.
public struct FlowReading: Equatable, Sendable {
  /// Rows read, over all feeds and all time.
  public var read = 0
  public var recordsPerSecond = 0.0
  /// Records that are known to be there and not yet in the library; an estimate where a feed only
  /// knows bytes.
  public var lagRecords = 0
  public var lagSeconds = 0.0
  /// When the last record came; `nil` before the first.
  public var lastArrival: Timestamp?
  /// Resident memory of the process in bytes; `nil` where it is not known.
  public var memoryBytes: Int?

  public init() {}
}

/// The rejected rows on disk.
public struct QuarantineReading: Equatable, Sendable {
  /// The directory that `tradewatch quarantine` is given; `nil` while nothing was rejected.
  public var library: String?
  public var kept = 0
  /// Rows that could not be written.
  public var notKept = 0
  public var bytes: Int64 = 0
  /// What the user should know, such as why rows are not kept.
  public var notice: String?

  public init() {}
}

/// A feed and how fast it moves.
public struct FeedReading: Equatable, Sendable {
  public var status: FeedStatus
  public var rowsPerSecond: Double
  /// Seconds until it is read to its end, while it is loading and its size is known.
  public var secondsLeft: Double?
  /// Rows of each three seconds of the last minute, the oldest first.
  public var lastMinute: [Int] = []
  /// Rows a second of the last ten seconds, and what is usual for the feed while it is live; `nil`
  /// while that is not known.
  public var recentRate: Double?
  public var usualRate: Double?
  /// An estimate of the records that are there and not yet read.
  public var lagRecords = 0
  /// How long those take at the rate of now; `nil` where nothing moves.
  public var lagSeconds: Double?
  /// The newest event time among the rows that came last.
  public var eventTime: Timestamp?
  /// By how many seconds that is before the clock when the rows came (positive) or behind it.
  public var secondsAhead: Double?
  /// How many rows were rejected by each rule, the most first.
  public var reasons: [RejectReason] = []
  /// The newest rejected rows, newest first, at most some dozens.
  public var rejects: [RejectLine] = []

  public init(status: FeedStatus, rowsPerSecond: Double = 0, secondsLeft: Double? = nil) {
    self.status = status
    self.rowsPerSecond = rowsPerSecond
    self.secondsLeft = secondsLeft
  }
}

/// A rule and how many rows of a feed it rejected.
public struct RejectReason: Equatable, Sendable {
  public var rule: Rule
  public var count: Int

  public init(_ rule: Rule, _ count: Int) {
    self.rule = rule
    self.count = count
  }
}

/// How many records break a rule.
public struct FindingCount: Equatable, Sendable {
  public var rule: Rule
  public var count: Int
  /// The class of most of them; `nil` where the rows have none.
  public var recordClass: RecordClass?
  /// When the newest was found.
  public var last: Timestamp?

  public init(rule: Rule, count: Int, recordClass: RecordClass? = nil, last: Timestamp? = nil) {
    self.rule = rule
    self.count = count
    self.recordClass = recordClass
    self.last = last
  }
}
