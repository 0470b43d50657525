import Glibc
import Synchronization

/// A file that may be cut short or written anew while it is read: then it gives an error, and no
/// bytes of another content.
final class GuardedSource: ByteSource {
  /// Bytes before the position that are remembered.
  private static let rememberedBytes = 64

  let file: Descriptor
  /// The last bytes that were read, and where they end.
  private let remembered = Mutex<(bytes: [UInt8], end: Int64)>(([], 0))
  private let wasChanged = Atomic(false)

  init(_ file: Descriptor) { self.file = file }

  var awaited: Int32? { nil }

  /// Whether the bytes that were read last are no longer there.
  var isOverwritten: Bool {
    if wasChanged.load(ordering: .acquiring) { return true }
    let (bytes, end) = remembered.withLock { $0 }
    return file.bytes(at: end - Int64(bytes.count), count: bytes.count) != bytes
  }

  func read(into room: UnsafeMutableRawBufferPointer, at position: Int64) -> Int {
    let taken = file.read(into: room, at: position)
    guard !isOverwritten else {
      wasChanged.store(true, ordering: .releasing)
      return -Int(ESTALE)
    }
    guard taken > 0 else { return taken }
    let last = room[..<taken].suffix(GuardedSource.rememberedBytes)
    remembered.withLock {
      $0.bytes = Array(($0.bytes + last).suffix(GuardedSource.rememberedBytes))
      $0.end = position + Int64(taken)
    }
    return taken
  }
}
