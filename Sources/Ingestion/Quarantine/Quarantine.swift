public import Commerce

/// The rejected rows of all feeds, kept so that nothing which arrived is dropped in silence.
///
/// The newest rows are kept up to a number; counts are of all that ever came.
///
/// The raw bytes are bounded in total: past that the oldest rows keep their findings, and their bytes
/// are read again from the feed when they are asked for.
public struct Quarantine: Sendable {
  /// A rejected row.
  public struct Entry: Sendable {
    public let feed: Int
    public let finding: Finding
    /// When the row was read.
    public let arrived: Timestamp
    /// Bytes that the row had in all.
    public let length: Int
    /// The row's bytes, cut at the row limit; `nil` where they are to be read again.
    public fileprivate(set) var raw: [UInt8]?
  }

  /// The most rows that are kept; up to a quarter more for a while, so that dropping the oldest costs
  /// little.
  public let entryLimit: Int
  /// How many rows were rejected, also those that are not kept any more.
  public private(set) var count = 0
  /// The most raw bytes that are kept in all.
  public let rawBytesLimit: Int
  public private(set) var rawBytes = 0
  /// How many rows of each rule were rejected.
  public private(set) var countByRule: [Rule: Int] = [:]
  /// How many rows of each feed were rejected.
  public private(set) var countByFeed: [Int: Int] = [:]
  private var countByFeedAndRule: [Int: [Rule: Int]] = [:]
  private var entries: [Entry] = []
  /// The oldest entry that may still have its raw bytes.
  private var oldestWithRaw = 0
  private let rowLimit: Int

  /// `rowLimit`: the most bytes of a row that are read again.
  public init(
    rawBytesLimit: Int = 64 << 20, rowLimit: Int = 65_536, entryLimit: Int = 1_000_000
  ) {
    self.entryLimit = max(1, entryLimit)
    self.rawBytesLimit = rawBytesLimit
    self.rowLimit = rowLimit
  }

  /// How many rows of a feed broke a rule.
  public func count(of rule: Rule, feed: Int) -> Int { countByFeedAndRule[feed]?[rule] ?? 0 }

  /// How many rows of a feed broke each rule.
  public func counts(feed: Int) -> [Rule: Int] { countByFeedAndRule[feed] ?? [:] }

  /// The rejects from the newest to the oldest: `count` of them after the first `skipping`, those of
  /// one feed, one rule or both where they are given.
  public func newest(
    _ count: Int, skipping: Int = 0, feed: Int? = nil, rule: Rule? = nil
  ) -> [Entry] {
    if feed == nil, rule == nil {
      let last = max(0, entries.count - skipping)
      return entries[max(0, last - count)..<last].reversed()
    }
    let found = entries.reversed().lazy
      .filter { (feed ?? $0.feed) == $0.feed && (rule ?? $0.finding.rule) == $0.finding.rule }
    return Array(found.dropFirst(skipping).prefix(count))
  }

  /// All rejects that are kept, the oldest first.
  public var oldestFirst: [Entry] { entries }

  /// The row's bytes, from here or from its feed; `nil` where they are gone.
  public func raw(of entry: Entry, from rows: RawRows) -> [UInt8]? {
    entry.raw
      ?? rows.rawRow(
        feed: entry.feed, offset: Int64(entry.finding.place.offset),
        length: min(entry.length, rowLimit))
  }

  /// Takes in the rejects of a feed.
  public mutating func add(_ rejects: [Reject], feed: Int, arrived: Timestamp) {
    count += rejects.count
    for reject in rejects {
      countByRule[reject.finding.rule, default: 0] += 1
      countByFeed[feed, default: 0] += 1
      countByFeedAndRule[feed, default: [:]][reject.finding.rule, default: 0] += 1
      entries.append(
        Entry(
          feed: feed, finding: reject.finding, arrived: arrived, length: reject.length,
          raw: reject.raw))
      rawBytes += reject.raw.count
    }
    while rawBytes > rawBytesLimit, oldestWithRaw < entries.count {
      rawBytes -= entries[oldestWithRaw].raw?.count ?? 0
      entries[oldestWithRaw].raw = nil
      oldestWithRaw += 1
    }
    if entries.count > entryLimit + entryLimit / 4 { dropOldest(entries.count - entryLimit) }
  }

  private mutating func dropOldest(_ dropped: Int) {
    rawBytes -= entries.prefix(dropped).reduce(0) { $0 + ($1.raw?.count ?? 0) }
    entries.removeFirst(dropped)
    oldestWithRaw = max(0, oldestWithRaw - dropped)
  }
}
