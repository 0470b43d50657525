/// What one needs to know of a feed to read a single row of it: how it is written, and its header.
///
/// A class, because all rejected rows of a feed share one.
public final class RowDialect: Sendable {
  /// The name of the format, as in `csv`.
  public let format: String
  /// The header's bytes without their line end; empty where the feed has none.
  public let header: [UInt8]
  /// The class that the user gave the feed.
  public let declared: RecordClass?
  /// The class that the feed's name tells.
  public let named: RecordClass?
  /// How far east of Greenwich times without a zone are.
  public let offsetSeconds: Int64

  public init(
    format: String, header: [UInt8] = [], declared: RecordClass?, named: RecordClass?,
    offsetSeconds: Int64
  ) {
    self.format = format
    self.header = header
    self.declared = declared
    self.named = named
    self.offsetSeconds = offsetSeconds
  }

  /// The same with a header.
  public func withHeader(_ header: [UInt8]) -> RowDialect {
    RowDialect(
      format: format, header: header, declared: declared, named: named,
      offsetSeconds: offsetSeconds)
  }
}
