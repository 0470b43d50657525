public import Commerce

/// Which records of a class are wanted, in which order, and which part of them.
public struct RecordQuery: Hashable, Sendable {
  public var recordClass: RecordClass
  public var filter: Filter?
  /// Only records whose event time lies in the window; `nil` for all time.
  public var window: Window?
  /// Only records that break this rule; `nil` for all.
  public var rule: Rule?
  /// Only records with this text in one of their texts, or in the name of an enterprise or commodity
  /// that they name; ASCII letters of either case are alike.
  public var search: String?
  /// `nil` for the order of arrival.
  public var sort: Dimension?
  public var isDescending: Bool
  /// Whether the newest come first, where nothing is sorted or values are equal.
  public var isNewestFirst: Bool
  public var offset: Int
  /// `nil` for all.
  public var limit: Int?

  public init(
    _ recordClass: RecordClass, filter: Filter? = nil, window: Window? = nil, rule: Rule? = nil,
    search: String? = nil, sort: Dimension? = nil, isDescending: Bool = false,
    isNewestFirst: Bool = false, offset: Int = 0, limit: Int? = nil
  ) {
    self.recordClass = recordClass
    self.filter = filter
    self.window = window
    self.rule = rule
    self.search = search
    self.sort = sort
    self.isDescending = isDescending
    self.isNewestFirst = isNewestFirst
    self.offset = offset
    self.limit = limit
  }
}
