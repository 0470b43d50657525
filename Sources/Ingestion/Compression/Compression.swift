/// How a feed's bytes are packed.
enum Compression: CaseIterable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd

  /// Bytes that tell every kind from text.
  static let magicBytes = 4

  /// The bytes that a stream of this kind begins with.
  var magic: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    }
  }

  /// One part of a stream: streams may follow each other in a file.
  var partName: String {
    switch self {
    case .gzip: "gzip member"
    case .zstd: "zstd frame"
    }
  }

  /// The extensions of all kinds: `.gz`, `.zst`.
  static var fileExtensions: [String] { allCases.map(\.fileExtension) }

  private var fileExtension: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// The kind that a file name's extension promises; `nil` for none.
  init?(fileName: String) {
    let name = fileName.lowercased()
    guard let found = Compression.allCases.first(where: { name.hasSuffix($0.fileExtension) })
    else { return nil }
    self = found
  }

  /// The kind that begins with these bytes; `nil` for none.
  init?(opening bytes: some Collection<UInt8>) {
    guard let found = Compression.allCases.first(where: { bytes.starts(with: $0.magic) })
    else { return nil }
    self = found
  }

  /// Whether more bytes are needed to tell a kind from text.
  static func isUndecided(_ bytes: some Collection<UInt8>) -> Bool {
    allCases.contains { bytes.count < $0.magic.count && $0.magic.starts(with: bytes) }
  }

  /// A file's name without the extension of its compression: `orders.csv` of `orders.csv.gz`.
  static func innerName(_ fileName: String) -> Substring {
    guard let compression = Compression(fileName: fileName) else { return fileName[...] }
    return fileName.dropLast(compression.fileExtension.count)
  }

  func makeExpander() -> any Expander {
    switch self {
    case .gzip: GzipExpander()
    case .zstd: ZstdExpander()
    }
  }
}

/// Turns compressed bytes into the bytes that they stand for.
protocol Expander: AnyObject {
  /// Whether every part that was begun has been read to its end.
  var isBetweenParts: Bool { get }
  /// Takes some bytes of `input` and makes some of `output`; none of either where more input is
  /// needed.
  func expand(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Expansion
}

/// How far a call of an expander went.
struct Expansion {
  /// Bytes of the input that were taken, and bytes of the output that were made.
  var taken = 0
  var made = 0
  /// Why the input cannot be read on, in the library's words; `nil` where it can.
  var fault: String?
}
