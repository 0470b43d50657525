/// What one needs to know of a feed to read a single row of it: how it is written, and its header.
///
/// A class, because all rejected rows of a feed share one.
public final class RowDialect: Sendable {
  /// The name of the format, as in `csv`.
  public let format: String
  /// The byte between cells; `nil` for that of the format.
  public let delimiter: UInt8?
  /// The name of the rows' encoding; `nil` for UTF-8.
  public let encoding: String?
  /// The header as UTF-8, without its line end; empty where the feed has none.
  public let header: [UInt8]
  /// The class that the user gave the feed.
  public let declared: RecordClass?
  /// The class that the feed's name tells.
  public let named: RecordClass?
  /// How far east of Greenwich times without a zone are.
  public let offsetSeconds: Int64

  public init(
    format: String, delimiter: UInt8? = nil, encoding: String? = nil, header: [UInt8] = [],
    declared: RecordClass?, named: RecordClass?, offsetSeconds: Int64
  ) {
    self.format = format
    self.delimiter = delimiter
    self.encoding = encoding
    self.header = header
    self.declared = declared
    self.named = named
    self.offsetSeconds = offsetSeconds
  }

  /// The same with a header.
  public func withHeader(_ header: [UInt8]) -> RowDialect {
    RowDialect(
      format: format, delimiter: delimiter, encoding: encoding, header: header,
      declared: declared, named: named, offsetSeconds: offsetSeconds)
  }

  /// The same for rows in another encoding.
  public func with(encoding: String) -> RowDialect {
    RowDialect(
      format: format, delimiter: delimiter, encoding: encoding, header: header,
      declared: declared, named: named, offsetSeconds: offsetSeconds)
  }
}
