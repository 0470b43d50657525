import Glibc

/// The bytes of a feed that cannot be read twice, in a file without a name.
///
/// A ring: it holds the last `capacity` bytes, so that an endless pipe does not fill the disk.
final class Spool: Sendable {
  static let capacity: Int64 = 1 << 30
  private let file: Descriptor

  /// `nil` where nobody will ask for the bytes, or the system gives no temporary file.
  init?(of seat: FeedSeat) {
    guard seat.options.keepsBytes, let file = Descriptor(unnamedIn: temporaryDirectory()) else {
      return nil
    }
    self.file = file
  }

  /// Keeps bytes that stand at `offset` of the feed; whether that succeeded.
  func keep(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
    let place = offset % Spool.capacity
    let first = min(bytes.count, Int(Spool.capacity - place))
    return file.write(UnsafeRawBufferPointer(rebasing: bytes[..<first]), at: place)
      && (first == bytes.count
        || file.write(UnsafeRawBufferPointer(rebasing: bytes[first...]), at: 0))
  }

  /// The bytes at `offset`, as many as are there.
  func read(offset: Int64, length: Int) -> [UInt8] {
    let place = offset % Spool.capacity
    let first = min(length, Int(Spool.capacity - place))
    var bytes = file.bytes(at: place, count: first)
    if bytes.count == length || bytes.count < first { return bytes }
    bytes += file.bytes(at: 0, count: length - first)
    return bytes
  }
}

extension Descriptor {
  /// Makes a file without a name, which is gone once it is closed; `nil` where the directory takes
  /// none.
  convenience init?(unnamedIn directory: String) {
    var template = Array("\(directory)/tradewatch-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { return nil }
    unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    self.init(number)
  }

  /// The bytes at a position, as many as are there.
  func bytes(at position: Int64, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(count, 0)) { room, used in
      used = 0
      while used < count {
        let rest = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: room[used..<count]))
        let taken = read(into: rest, at: position + Int64(used))
        guard taken > 0 else { return }
        used += taken
      }
    }
  }

  /// Gives the bytes from a position on, part by part; `false` where `body` does, or they cannot be
  /// read.
  func forEachPart(
    at position: Int64, count: Int, _ body: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    var done = 0
    while done < count {
      let part = bytes(at: position + Int64(done), count: min(1 << 20, count - done))
      guard !part.isEmpty, part.withUnsafeBytes(body) else { return false }
      done += part.count
    }
    return true
  }
}
