/// How the bytes of a feed are cut into rows and cells.
public enum FeedFormat: Hashable, Sendable {
  /// Comma-separated, RFC 4180.
  case csv
  /// The same with tabs between the cells.
  case tsv
  /// One JSON object a line, RFC 8259.
  case jsonLines

  /// The byte between cells; `nil` where a row has no cells.
  package var delimiter: UInt8? {
    switch self {
    case .csv: UInt8(ascii: ",")
    case .tsv: UInt8(ascii: "\t")
    case .jsonLines: nil
    }
  }

  /// The format that a file name's extension promises, that of a compression aside; `nil` where the
  /// first bytes must tell.
  public init?(fileName: String) {
    switch Compression.innerName(fileName).split(separator: ".").last?.lowercased() {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson": self = .jsonLines
    default: return nil
    }
  }

  /// The format that a feed's first bytes show: an opening brace is JSON Lines, a tab in the first
  /// line is TSV, all else CSV.
  ///
  /// `nil` while the first line is not there yet.
  package init?(opening bytes: UnsafeRawBufferPointer, isWhole: Bool) {
    let first = bytes.first { $0 != blank && $0 != tab && $0 != lineFeed && $0 != carriageReturn }
    guard let first else {
      guard isWhole else { return nil }
      self = .csv
      return
    }
    if first == UInt8(ascii: "{") {
      self = .jsonLines
      return
    }
    guard let end = bytes.firstIndex(where: { $0 == lineFeed || $0 == carriageReturn }) else {
      guard isWhole else { return nil }
      self = bytes.contains(tab) ? .tsv : .csv
      return
    }
    self = bytes[..<end].contains(tab) ? .tsv : .csv
  }
}
