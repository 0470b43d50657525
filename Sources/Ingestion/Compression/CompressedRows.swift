import Synchronization

/// Rows of a compressed file, which is read again up to them.
///
/// The reading goes on where it was for a row further on, so rows in their order cost one reading;
/// for a row before, it starts anew.
final class CompressedRows: Sendable {
  /// How far into the text rows are looked for: what takes a few seconds.
  static let reach: Int64 = 1 << 30
  private static let windowBytes = 1 << 20

  /// A stretch of the text, up to where it was read.
  private struct Window {
    let text: CompressedText
    /// Offset in the text of the first byte that is kept.
    var start: Int64 = 0
    var bytes: [UInt8] = []

    /// Reads on, and lets go of what stands before `offset`; `false` where nothing more is there.
    mutating func advance(keepingFrom offset: Int64) -> Bool {
      let passed = Int(min(offset - start, Int64(bytes.count)))
      let block = [UInt8](unsafeUninitializedCapacity: CompressedRows.windowBytes) { room, used in
        if case .bytes(let count) = text.read(into: UnsafeMutableRawBufferPointer(room)) {
          used = count
        }
      }
      bytes.removeFirst(passed)
      bytes += block
      start += Int64(passed)
      return !block.isEmpty
    }
  }

  private enum Place {
    /// Opened again when asked.
    case closed(path: String, identity: FileIdentity)
    case open(Descriptor)
  }

  private let place: Place
  private let window = Mutex<Window?>(nil)

  init(path: String, _ identity: FileIdentity) {
    place = .closed(path: path, identity: identity)
  }

  /// The rows of a file that is kept open, whatever its name becomes.
  init(_ file: Descriptor) { place = .open(file) }

  /// The bytes at `offset` of the text; none where they are out of reach, or the file is another.
  func read(offset: Int64, length: Int) -> [UInt8] {
    guard offset + Int64(length) <= CompressedRows.reach else { return [] }
    return window.withLock { window in
      if window.map({ offset < $0.start }) ?? true { window = open() }
      while let now = window, now.start + Int64(now.bytes.count) < offset + Int64(length) {
        guard window?.advance(keepingFrom: offset) == true else { return [] }
      }
      guard let now = window else { return [] }
      let first = Int(offset - now.start)
      return Array(now.bytes[first..<(first + length)])
    }
  }

  private func open() -> sending Window? {
    switch place {
    case .open(let file): return Window(text: CompressedText(FileSource(file: file)))
    case .closed(let path, let identity):
      guard let file = Descriptor(reading: path), file.facts?.identity == identity else {
        return nil
      }
      return Window(text: CompressedText(FileSource(file: file)))
    }
  }
}
