package import Commerce

/// Reads rejected rows again, each by itself, as their feeds would be read now.
///
/// A class, because its decoders own memory.
package final class RetriedRows {
  /// What has become of a row.
  package enum Outcome {
    /// Its records, whole: no part of the row was rejected.
    case accepted([RecordBatch])
    case rejected(Finding)
    /// It cannot be read by itself; why.
    case unreadable(reason: String)
  }

  /// Decoders that are kept at the same time.
  private static let mostDecoders = 64

  private let options: FeedOptions
  private let maxRowBytes: Int
  private var decoders: [ObjectIdentifier: RowReader] = [:]

  /// What reads the rows of a feed.
  private struct RowReader {
    let dialect: RowDialect
    let decoder: FeedDecoder
    /// `nil` for UTF-8, and where the system cannot convert them.
    let encoding: TextEncoding?
  }

  /// `options`: how the feeds would be read now: the longest row, and the mappings.
  package init(_ options: FeedOptions) {
    self.options = options
    maxRowBytes = DecodingOptions(maxRowBytes: options.maxRowBytes).maxRowBytes
  }

  /// The most bytes of a row that `read` needs.
  package var neededBytes: Int { maxRowBytes }

  /// Reads a row of which `neededBytes` bytes were taken from the disk.
  package func read(_ row: StoredRow) -> Outcome {
    let record = row.record
    guard row.isIntact else { return .unreadable(reason: "its bytes on disk are not as written") }
    guard record.isWhole else { return .unreadable(reason: "only its first bytes are kept") }
    guard record.length <= maxRowBytes else {
      return .rejected(record.longFinding(limit: maxRowBytes))
    }
    guard let dialect = record.dialect, let format = FeedFormat(named: dialect.format) else {
      return .unreadable(reason: "the format of its feed is not known")
    }
    guard format.delimiter == nil || !dialect.header.isEmpty else {
      return .unreadable(reason: "the header of its feed is not known")
    }
    let reader = reader(dialect, format, feed: record.finding.place.feed)
    let text = reader.encoding.flatMap { Transcoder.text(of: row.bytes, $0) }
    return outcome(of: decode(text ?? row.bytes, by: reader.decoder))
  }

  private func outcome(of parts: [DecodedRows]) -> Outcome {
    var batches: [RecordBatch] = []
    for part in parts {
      switch part {
      case .batch(let batch): batches.append(batch)
      case .rejects(let rejects): if let first = rejects.first { return .rejected(first.finding) }
      case .longRow: break
      }
    }
    return batches.isEmpty ? .unreadable(reason: "it is no row") : .accepted(batches)
  }

  private func reader(
    _ dialect: RowDialect, _ format: FeedFormat, feed: String
  ) -> RowReader {
    if let known = decoders[ObjectIdentifier(dialect)] { return known }
    if decoders.count >= RetriedRows.mostDecoders { decoders = [:] }
    let options = decoding(dialect, format, feed: feed)
    let reader = RowReader(
      dialect: dialect, decoder: FeedDecoder(feed: 0, name: feed, options: options),
      encoding: options.encoding)
    if options.dialect.header == nil, !dialect.header.isEmpty {
      _ = decode(dialect.header, by: reader.decoder)
    }
    decoders[ObjectIdentifier(dialect)] = reader
    return reader
  }

  /// What the decoder of a feed's rows would be told now.
  private func decoding(
    _ dialect: RowDialect, _ format: FeedFormat, feed: String
  ) -> DecodingOptions {
    let spec = FeedSpec(name: feed, source: .path(feed), recordClass: dialect.declared)
    let mapping = options.mapping(for: spec).map {
      LoadedMapping.load($0, feed: feed, options).mapping
    }
    var decoding = DecodingOptions(
      declared: dialect.declared, named: dialect.named, format: format,
      encoding: mapping?.mapping.encoding ?? dialect.encoding.flatMap(TextEncoding.init(name:)),
      dialect: mapping?.mapping.dialect ?? Dialect(), maxRowBytes: maxRowBytes,
      offsetSeconds: dialect.offsetSeconds)
    decoding.dialect.delimiter = decoding.dialect.delimiter ?? dialect.delimiter
    // The header stands before each row here, whatever stood before it in the feed.
    decoding.dialect.skippedLines = nil
    decoding.mapping = mapping
    return decoding
  }

  /// Decodes one row, whose quotes close in it or never.
  private func decode(_ row: [UInt8], by decoder: FeedDecoder) -> [DecodedRows] {
    (row + [lineFeed]).withUnsafeBytes { decoder.fill($0) }
    return decoder.decode(givesUpQuotes: true)
  }
}

extension QuarantineRecord {
  /// What is wrong with the row where it is longer than a limit.
  fileprivate func longFinding(limit: Int) -> Finding {
    Finding(
      rule: .long, recordClass: finding.recordClass, place: finding.place, field: "",
      expected: "at most \(limit) bytes", found: "\(length) bytes", key: finding.key)
  }
}
