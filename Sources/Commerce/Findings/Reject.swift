/// A row that could not become a record, kept whole for the quarantine.
public struct Reject: Sendable {
  public var finding: Finding
  /// The row's bytes as they arrived, cut at the row limit.
  public var raw: [UInt8]
  /// How many bytes the row had, the cut ones included.
  public var length: Int
  /// How to read the row again by itself; `nil` where that is not known.
  public var dialect: RowDialect?

  public init(finding: Finding, raw: [UInt8], length: Int, dialect: RowDialect? = nil) {
    self.finding = finding
    self.raw = raw
    self.length = length
    self.dialect = dialect
  }
}
