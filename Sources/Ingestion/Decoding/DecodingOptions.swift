package import Commerce

/// What a decoder needs to know about its feed.
package struct DecodingOptions: Sendable {
  /// The class that the user gave the feed.
  package var declared: RecordClass?
  /// The class that the file's name tells.
  package var named: RecordClass?
  /// The format; `nil` where the first bytes tell it.
  package var format: FeedFormat?
  /// The encoding; `nil` where the first bytes tell it.
  package var encoding: TextEncoding?
  /// How cells are written, for a delimited format.
  package var dialect: Dialect
  package var maxRowBytes: Int
  /// How far east of Greenwich times without a zone are.
  package var offsetSeconds: Int64
  /// How the columns fill our fields; `nil` where they have our names.
  package var mapping: LoadedMapping?

  package init(
    declared: RecordClass? = nil, named: RecordClass? = nil, format: FeedFormat? = nil,
    encoding: TextEncoding? = nil, dialect: Dialect = Dialect(), maxRowBytes: Int = 65_536,
    offsetSeconds: Int64 = Timestamp.chinaOffsetSeconds
  ) {
    self.declared = declared
    self.named = named
    self.format = format
    self.encoding = encoding
    self.dialect = dialect
    self.maxRowBytes = min(max(maxRowBytes, 256), TextSlice.longest)
    self.offsetSeconds = offsetSeconds
  }

  /// The most bytes of an XML document.
  package var maxDocumentBytes: Int {
    min(maxRowBytes * DecodingOptions.rowsOfDocument, DecodingOptions.mostDocumentBytes)
  }

  /// How many rows of the greatest length a document may be as long as.
  private static let rowsOfDocument = 256
  private static let mostDocumentBytes = 1 << 30
}
