public import Commerce

/// A query that a screen asks for: the parts as the query language writes them.
///
/// It is the key of its answer in a snapshot: equal queries are answered once.
public struct PanelQuery: Hashable, Sendable {
  public var recordClass: RecordClass
  /// `count()`, `sum(amount)`; the first one orders a top list.
  public var measures: [String]
  /// Dimensions: `seller`, `hour`.
  public var dimensions: [String]
  /// The filter expression; `nil` for all rows.
  public var filter: String?
  /// A span that ends at the newest event time, such as `24h`; `nil` for all time.
  public var window: String?
  /// Keeps so many groups; `nil` for all of them, in ascending order of their keys.
  public var top: Int?

  public init(
    _ recordClass: RecordClass, measures: [String], dimensions: [String] = [],
    filter: String? = nil, window: String? = nil, top: Int? = nil
  ) {
    self.recordClass = recordClass
    self.measures = measures
    self.dimensions = dimensions
    self.filter = filter
    self.window = window
    self.top = top
  }
}
