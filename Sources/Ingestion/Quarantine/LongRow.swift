import Glibc

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
    var template = Array("\(folder)/row-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { return nil }
    unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    file = Descriptor(number)
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
    var done = 0
    while done < kept {
      let part = file.bytes(at: Int64(done), count: min(1 << 20, kept - done))
      guard !part.isEmpty, part.withUnsafeBytes(body) else { return false }
      done += part.count
    }
    return true
  }
}
