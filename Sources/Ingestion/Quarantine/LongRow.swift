/// The bytes of a row that is too long, in a file without a name until the row has ended.
final class LongRow {
  /// The most bytes of a row that are kept.
  static let mostBytes = 2 << 30

  private let file: Descriptor
  /// Bytes that came.
  private(set) var length = 0
  /// Bytes that are kept.
  private(set) var kept = 0
  private var isCut = false

  /// `nil` where the folder takes no file.
  init?(in folder: String) {
    guard let file = Descriptor(unnamedIn: folder) else { return nil }
    self.file = file
  }

  func add(_ bytes: [UInt8]) {
    length += bytes.count
    guard !isCut else { return }
    let part = bytes.prefix(LongRow.mostBytes - kept)
    if part.withUnsafeBytes({ file.write($0, at: Int64(kept)) }) { kept += part.count }
    isCut = kept < length
  }

  /// Gives the kept bytes part by part; `false` where `body` does, or they cannot be read.
  func forEachPart(_ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    file.forEachPart(at: 0, count: kept, body)
  }
}
