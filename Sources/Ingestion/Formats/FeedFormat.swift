/// How the bytes of a feed are cut into rows and cells.
public enum FeedFormat: Hashable, Sendable {
  /// Comma-separated, RFC 4180.
  case csv
  /// The same with tabs between the cells.
  case tsv
  /// One JSON object a line, RFC 8259.
  case jsonLines
  /// UBL 2 documents, one after the other.
  case xml

  /// Its name, which `init(named:)` knows.
  package var name: String {
    switch self {
    case .csv: "csv"
    case .tsv: "tsv"
    case .jsonLines: "jsonl"
    case .xml: "xml"
    }
  }

  /// The format of a name that `name` gave.
  package init?(named name: String) {
    switch name {
    case "csv": self = .csv
    case "tsv": self = .tsv
    case "jsonl": self = .jsonLines
    case "xml": self = .xml
    default: return nil
    }
  }

  /// The byte between cells; `nil` where a row has no cells.
  package var delimiter: UInt8? {
    switch self {
    case .csv: UInt8(ascii: ",")
    case .tsv: UInt8(ascii: "\t")
    case .jsonLines, .xml: nil
    }
  }

  /// The extensions that promise a format.
  private static let extensions: KeyValuePairs<String, FeedFormat> = [
    "csv": .csv, "tsv": .tsv, "tab": .tsv, "jsonl": .jsonLines, "ndjson": .jsonLines,
    "xml": .xml,
  ]

  /// The extensions of files that are feeds, without those of compressions.
  public static var fileExtensions: [String] { extensions.map(\.key) }

  /// The extensions that may stand behind these: `gz`, `zst`.
  public static var packedExtensions: [String] {
    Compression.fileExtensions.map { String($0.dropFirst()) }
  }

  /// The format that a file name's extension promises, that of a compression aside; `nil` where the
  /// first bytes must tell.
  public init?(fileName: String) {
    let word = Compression.innerName(fileName).split(separator: ".").last?.lowercased()
    guard let found = FeedFormat.extensions.first(where: { $0.key == word }) else { return nil }
    self = found.value
  }

  /// The format that a feed's first bytes show: an opening brace is JSON Lines, the beginning of
  /// an element, a comment or an instruction is XML, a tab in the first line is TSV, all else CSV.
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
    if let isXML = FeedFormat.isXML(bytes, isWhole: isWhole) {
      guard !isXML else {
        self = .xml
        return
      }
    } else {
      return nil
    }
    guard let end = bytes.firstIndex(where: { $0 == lineFeed || $0 == carriageReturn }) else {
      guard isWhole else { return nil }
      self = bytes.contains(tab) ? .tsv : .csv
      return
    }
    self = bytes[..<end].contains(tab) ? .tsv : .csv
  }

  /// Whether the bytes begin as XML does, in any encoding that keeps ASCII or in UTF-16; `nil` while
  /// too few are there to tell.
  private static func isXML(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) -> Bool? {
    let hasMark = bytes.count >= 2 && [0xFE, 0xFF].contains(bytes[0]) && bytes[0] ^ bytes[1] == 1
    let units = bytes.dropFirst(hasMark ? 2 : 0).lazy.filter { $0 != 0 }
    let text = units.drop { $0 == blank || $0 == tab || $0 == lineFeed || $0 == carriageReturn }
    guard let opening = text.first else { return isWhole ? false : nil }
    guard opening == UInt8(ascii: "<") else { return false }
    guard let next = text.dropFirst().first else { return isWhole ? true : nil }
    let letter = next | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || next >= 0x80
      || "?!_".utf8.contains(next)
  }
}
