/// Rows of one class from one feed, decoded into columns but not yet in the library.
///
/// Every column is one `Int64` a row. A number column holds the number: money and decimals in
/// ten-thousandths, times in microseconds since 1970, integers as they are, booleans as 0 or 1. A
/// text column holds a `TextSlice` into `bytes`. So decoding knows no dictionary, and may run on any
/// thread, while the library codes the texts in the order of arrival.
public struct RecordBatch: Sendable {
  /// The cell of a value that was not given.
  public static let absent = Int64.min
  /// The cell of a decimal that ten-thousandths in 64 bits cannot hold exactly; see `wide`.
  public static let isWide = Int64.min + 1

  public let recordClass: RecordClass
  /// Index of the feed, as the reader numbered it.
  public let feed: Int
  /// The bytes that the text cells point into: the block of the feed that the rows stood in, which
  /// batches may share.
  public var bytes = BatchRun<UInt8>()
  public var count = 0
  /// By field index of the schema: cells (rows × 1), or empty where no row gives the field.
  public var columns: [BatchRun<Int64>]
  /// The decimals that a cell cannot hold, by row.
  public var wide: [WideDecimal] = []
  /// Where each row begins and how long it is (rows × 1), for provenance.
  public var places = BatchRun<RowPlace>()
  /// What the decoder found wrong with rows that it kept.
  public var flags: [RowFlag] = []

  public init(_ recordClass: RecordClass, feed: Int) {
    self.recordClass = recordClass
    self.feed = feed
    columns = Array(repeating: BatchRun(), count: recordClass.schema.fields.count)
  }
}

/// A decimal of a batch that needs more than four decimals or 64 bits.
public struct WideDecimal: Equatable, Sendable {
  public var row: Int
  public var field: Int
  public var value: ExactDecimal

  public init(row: Int, field: Int, value: ExactDecimal) {
    self.row = row
    self.field = field
    self.value = value
  }
}

/// Where a row stands in its feed.
public struct RowPlace: Equatable, BitwiseCopyable, Sendable {
  public var offset: Int64
  /// From 1.
  public var line: UInt32
  /// Bytes of the row, its line end not counted.
  public var length: UInt32

  public init(offset: Int64, line: UInt32, length: UInt32) {
    self.offset = offset
    self.line = line
    self.length = length
  }
}

/// A rule that a kept row breaks, as the decoder saw it.
public struct RowFlag: Equatable, Sendable {
  public var row: Int
  public var field: Int
  public var rule: Rule

  public init(row: Int, field: Int, rule: Rule) {
    self.row = row
    self.field = field
    self.rule = rule
  }
}

/// A run of bytes packed into a cell: the offset above, the length in the low 24 bits.
public struct TextSlice: Equatable, Sendable {
  public static let longest = (1 << 24) - 1

  public let offset: Int
  public let length: Int

  public init(offset: Int, length: Int) {
    precondition(length <= TextSlice.longest, "TextSlice: \(length) bytes are too many")
    self.offset = offset
    self.length = length
  }

  @inlinable
  public init(cell: Int64) {
    offset = Int(cell &>> 24)
    length = Int(cell & 0xFF_FFFF)
  }

  @inlinable
  public var cell: Int64 { Int64(offset) &<< 24 | Int64(length) }
}
